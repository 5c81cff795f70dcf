import type {
  Assessment,
  ChatBody,
  Clause,
  Facts,
  Meta,
  Rating,
  SessionBody,
} from './types';

/** How long a turn may take before it counts as lost; the server answers within a second or two. */
const TIMEOUT_MS = 20_000;

/** The network or the server is away: trying again later is right. */
export class Unreachable extends Error {
  constructor(
    readonly retryAfterMs: number | null = null,
    /** The server's status, or null where no answer came. */
    readonly status: number | null = null,
  ) {
    super('现在连不上，正在重试');
  }
}

/** The server has read the request and said no: trying again changes nothing. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

async function request<T>(method: string, path: string, body?: unknown): Promise<T> {
  const abort = new AbortController();
  const timer = window.setTimeout(() => abort.abort(), TIMEOUT_MS);
  try {
    const init: RequestInit = { method, signal: abort.signal, credentials: 'same-origin' };
    if (body !== undefined) {
      init.headers = { 'Content-Type': 'application/json' };
      init.body = JSON.stringify(body);
    }
    const response = await fetch(path, init);
    if (response.ok) return (await response.json()) as T;
    throw await failure(response);
  } catch (error) {
    if (error instanceof Refused || error instanceof Unreachable) throw error;
    throw new Unreachable();
  } finally {
    window.clearTimeout(timer);
  }
}

async function failure(response: Response): Promise<Error> {
  const { status } = response;
  if (status === 429 || status >= 500) {
    const seconds = Number(response.headers.get('Retry-After'));
    return new Unreachable(seconds > 0 ? seconds * 1000 : null, status);
  }
  let code = String(status);
  let message = '这一步没有成功，请再试一次。';
  try {
    const body = (await response.json()) as { error?: { code?: string; message?: string } };
    code = body.error?.code ?? code;
    message = body.error?.message ?? message;
  } catch {
    // An answer that is no JSON comes from something in between; the plain sentence stands.
  }
  return new Refused(status, code, message);
}

const session = (id: string): string => `/api/sessions/${encodeURIComponent(id)}`;

export const api = {
  meta: (): Promise<Meta> => request('GET', '/api/meta'),

  newSession: (): Promise<{ session_id: string }> => request('POST', '/api/sessions', {}),

  session: (id: string): Promise<SessionBody> => request('GET', session(id)),

  forget: (id: string): Promise<unknown> => request('DELETE', session(id)),

  /** `messageId` makes the turn safe to repeat: the server answers the same id only once. */
  chat: (id: string, message: string, messageId: string): Promise<ChatBody> =>
    request('POST', '/api/chat', {
      session_id: id,
      message,
      client_message_id: messageId,
    }),

  /** A null value means: forget this fact. */
  changeFacts: (id: string, facts: Facts): Promise<ChatBody> =>
    request('PATCH', `${session(id)}/facts`, { facts }),

  feedback: (
    id: string,
    messageId: number | string,
    rating: Rating,
    reason: string | null,
  ): Promise<unknown> =>
    request('POST', `${session(id)}/feedback`, { message_id: messageId, rating, reason }),

  assess: (facts: Facts): Promise<Assessment> => request('POST', '/api/assess', { facts }),

  clause: (document: string, clause: string): Promise<Clause> =>
    request('GET', `/api/clauses/${encodeURIComponent(document)}/${encodeURIComponent(clause)}`),
};

export const qrAddress = (id: string): string =>
  `/api/qr.svg?session=${encodeURIComponent(id)}`;
