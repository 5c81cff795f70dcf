/**
 * localStorage that cannot fail: private windows and embedded frames may forbid it,
 * then everything lives as long as the page does.
 */
const memory = new Map<string, string>();

export const KEYS = {
  session: 'luohu.session',
  outbox: 'luohu.outbox',
  preferences: 'luohu.preferences',
  /** Changes whenever a tab has changed the conversation, so that the others look again. */
  revision: 'luohu.revision',
} as const;

export function read(key: string): string | null {
  try {
    return window.localStorage.getItem(key) ?? memory.get(key) ?? null;
  } catch {
    return memory.get(key) ?? null;
  }
}

export function write(key: string, value: string | null): void {
  if (value === null) memory.delete(key);
  else memory.set(key, value);
  try {
    if (value === null) window.localStorage.removeItem(key);
    else window.localStorage.setItem(key, value);
  } catch {
    // Kept in memory above.
  }
}

export function readJson<T>(key: string, fallback: T): T {
  const text = read(key);
  if (text === null) return fallback;
  try {
    return JSON.parse(text) as T;
  } catch {
    return fallback;
  }
}

/** Calls back when another tab has written one of `keys`. */
export function onOtherTab(keys: readonly string[], changed: (key: string) => void): () => void {
  const listener = (event: StorageEvent): void => {
    if (event.key === null) keys.forEach((key) => memory.delete(key));
    else if (event.newValue === null) memory.delete(event.key);
    if (event.key === null || keys.includes(event.key)) changed(event.key ?? '');
  };
  window.addEventListener('storage', listener);
  return () => window.removeEventListener('storage', listener);
}

/** Unguessable, and the same length everywhere; crypto.randomUUID needs https. */
export function randomId(): string {
  const bytes = window.crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
