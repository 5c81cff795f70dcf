import { KEYS, randomId, readJson, write } from './storage';

/** A message that the server has not yet answered. Survives a reload. */
export interface Outgoing {
  /** Sent along, so that the server answers a repeated message only once. */
  id: string;
  text: string;
  at: string;
  /** More than zero: the server may have answered already, and the answer was lost. */
  attempts: number;
  /** Why the server refused it; a refused message waits for the person, not for the network. */
  error?: string;
}

export const loadOutbox = (): Outgoing[] => readJson<Outgoing[]>(KEYS.outbox, []);

/** Changes what is stored now, not what this tab last saw: another tab may have added to it. */
export function changeOutbox(change: (items: Outgoing[]) => Outgoing[]): Outgoing[] {
  const items = change(loadOutbox());
  write(KEYS.outbox, items.length > 0 ? JSON.stringify(items) : null);
  return items;
}

export const outgoing = (text: string): Outgoing => ({
  id: randomId(),
  text,
  at: new Date().toISOString(),
  attempts: 0,
});
