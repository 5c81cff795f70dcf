import { api } from '../api/client';
import type { Meta } from '../api/types';
import { Conversation } from './conversation';
import { Store } from './store';

/** What the page knows from the start: one conversation, and what the server says of itself. */
export const conversation = new Conversation();

export const metaStore = new Store<{ meta: Meta | null }>({ meta: null });

const RETRY_MS = 3000;

export function loadMeta(): void {
  api.meta().then(
    (meta) => {
      metaStore.set({ meta });
      document.title = `${meta.city}落户问答`;
    },
    () => window.setTimeout(loadMeta, RETRY_MS),
  );
}
