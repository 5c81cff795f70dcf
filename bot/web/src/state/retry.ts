import { Unreachable } from '../api/client';
import type { Outgoing } from './outbox';

export const FIRST_RETRY_MS = 1000;
export const LAST_RETRY_MS = 15_000;

/** A message at which the server breaks again and again must not hold up the next ones. */
const MOST_FAILURES = 4;

export const CANNOT = '这句话现在处理不了，请换个说法试试。';

export const failsAlways = (error: unknown, item: Outgoing): boolean =>
  error instanceof Unreachable && error.status === 500 && item.attempts >= MOST_FAILURES;
