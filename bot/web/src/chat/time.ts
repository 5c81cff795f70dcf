import type { Message } from '../api/types';

/** Silence longer than this shows the time again. */
const PAUSE_MS = 5 * 60 * 1000;

/** When a message was said, in Unix milliseconds; NaN where the server does not say. */
export function timeOf(message: Message | undefined): number {
  const at = message?.at;
  if (at == null) return Number.NaN;
  return typeof at === 'number' ? at * 1000 : new Date(at).getTime();
}

export function isAfterPause(messages: Message[], index: number): boolean {
  const now = timeOf(messages[index]);
  if (Number.isNaN(now)) return false;
  const before = timeOf(messages[index - 1]);
  return Number.isNaN(before) ? index === 0 : now - before > PAUSE_MS;
}
