import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// The server to develop against; the built page always speaks to its own origin.
const server = process.env.LUOHU_SERVER ?? 'http://127.0.0.1:8000';

export default defineConfig({
  plugins: [react()],
  resolve: {
    alias: [
      // The package's browser entry is one bundle; its modules can be left out one by one.
      { find: /^@chatui\/core$/, replacement: here('node_modules/@chatui/core/es/index.js') },
    ],
  },
  server: { proxy: { '/api': server } },
  build: {
    target: ['es2019', 'chrome79', 'safari13'],
    modulePreload: { polyfill: false },
    // The content security policy allows no data: address.
    assetsInlineLimit: 0,
    rollupOptions: {
      input: {
        index: here('index.html'),
        print: here('print.html'),
        'embed-demo': here('embed-demo.html'),
        embed: here('src/embed/embed.ts'),
      },
      output: {
        // Other sites write this one address into their pages: it never changes.
        entryFileNames: (chunk) =>
          chunk.name === 'embed' ? 'embed.js' : 'assets/[name]-[hash].js',
      },
      treeshake: {
        // The package declares nothing, but none of its modules is imported for an effect.
        moduleSideEffects: (id) => !id.includes('/@chatui/core/'),
      },
    },
  },
});
