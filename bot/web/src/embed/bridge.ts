/** The frame's side of embed.js: it speaks only to the hosts that the server names. */

export const isEmbedded = (): boolean =>
  new URLSearchParams(window.location.search).get('embed') === '1' && window.parent !== window;

/** The page around us, as the browser vouches for it; not yet known to be allowed. */
let host: string | null = null;

/** Hosts are named as `https://www.example.gov.cn` or as `www.example.gov.cn`. */
export function isAllowedHost(origin: string, allowed: readonly string[]): boolean {
  if (origin === window.location.origin) return true;
  let name: string;
  try {
    name = new URL(origin).host;
  } catch {
    return false;
  }
  return allowed.some((entry) =>
    entry.includes('//') ? entry.replace(/\/+$/, '') === origin : entry === name,
  );
}

/** Called before anything is drawn: the host's greeting may come before the list of hosts. */
export function listenToHost(): void {
  window.addEventListener('message', (event: MessageEvent) => {
    if (event.source !== window.parent) return;
    const type = (event.data as { type?: string } | null)?.type;
    if (type === 'luohu:hello' || type === 'luohu:open') host = event.origin;
  });
}

/** A page that is not on the list is told nothing. */
export function askHostToClose(allowed: readonly string[]): void {
  if (host !== null && isAllowedHost(host, allowed)) {
    window.parent.postMessage({ type: 'luohu:close' }, host);
  }
}
