import { api, Refused, Unreachable } from '../api/client';
import type { Assessment, ChatBody, Facts, Message, Rating, SessionBody } from '../api/types';
import { takeSessionFromAddress } from './address';
import { changeOutbox, loadOutbox, outgoing } from './outbox';
import type { Outgoing } from './outbox';
import { CANNOT, FIRST_RETRY_MS, LAST_RETRY_MS, failsAlways } from './retry';
import { KEYS, onOtherTab, randomId, read, write } from './storage';
import { Store } from './store';

export type Line = 'online' | 'offline' | 'reconnecting';

export interface ConversationState {
  sessionId: string | null;
  /** False until the earlier conversation has been fetched or found absent. */
  loaded: boolean;
  messages: Message[];
  outbox: Outgoing[];
  facts: Facts;
  awaiting: string | null;
  assessment: Assessment | null;
  subject: string | null;
  line: Line;
  /** A sentence about what has just happened: deleted, expired. */
  note: string | null;
}

const EMPTY = {
  messages: [] as Message[],
  facts: {} as Facts,
  awaiting: null,
  assessment: null,
  subject: null,
};

/** One conversation with the server: sends once, resumes, keeps tabs in step. */
export class Conversation {
  readonly store: Store<ConversationState>;
  private sending = false;
  private staleWhileSending = false;
  private looking: Promise<boolean> | null = null;
  /** Counts what has changed here, so that an answer to an older question is not believed. */
  private version = 0;
  private retryTimer: number | undefined;
  private retryDelay = FIRST_RETRY_MS;

  constructor() {
    this.store = new Store<ConversationState>({
      ...EMPTY,
      sessionId: read(KEYS.session),
      loaded: false,
      outbox: loadOutbox(),
      line: navigator.onLine === false ? 'offline' : 'online',
      note: null,
    });
  }

  /** Starts listening to the network and the other tabs, and resumes. */
  start(): void {
    const fromAddress = takeSessionFromAddress();
    if (fromAddress !== null) this.adopt(fromAddress);
    window.addEventListener('hashchange', () => this.followAddress());
    window.addEventListener('online', () => this.reconnect());
    window.addEventListener('offline', () => this.store.set({ line: 'offline' }));
    window.addEventListener('focus', () => void this.refresh());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void this.refresh();
    });
    onOtherTab([KEYS.session, KEYS.outbox, KEYS.revision], () => this.followOtherTab());
    void this.refresh().then(() => this.flush());
  }

  send(text: string): void {
    const trimmed = text.trim();
    if (trimmed === '') return;
    const item = outgoing(trimmed);
    this.changeOutbox((items) => [...items, item]);
    this.store.set({ note: null });
    void this.flush();
  }

  /** Takes a refused message back, to be written anew. */
  withdraw(id: string): void {
    this.changeOutbox((items) => items.filter((item) => item.id !== id));
  }

  /** Throws Refused with a sentence for the person, or Unreachable. */
  async changeFacts(change: Facts): Promise<void> {
    const id = await this.ensureSession();
    this.version += 1;
    const body = await api.changeFacts(id, change);
    this.take(body, []);
    this.tellOtherTabs();
    await this.refresh();
  }

  async rate(index: number, rating: Rating, reason: string | null): Promise<void> {
    const id = this.store.get().sessionId;
    if (id === null) return;
    if (this.messageId(index) === null) await this.refresh();
    const messageId = this.messageId(index);
    if (messageId !== null) await api.feedback(id, messageId, rating, reason);
  }

  /** Erases the conversation on the server first, then here. */
  async forget(): Promise<void> {
    const id = this.store.get().sessionId;
    if (id !== null) {
      try {
        await api.forget(id);
      } catch (error) {
        if (!(error instanceof Refused && error.status === 404)) throw error;
      }
    }
    this.clear('这次对话已经全部删除，服务器上也没有了。');
  }

  /** Reads the conversation from the server; nothing is believed that is older than this page. */
  async refresh(): Promise<void> {
    const id = this.store.get().sessionId;
    if (id === null) {
      this.store.set({ loaded: true });
      return;
    }
    if (this.sending) {
      this.staleWhileSending = true;
      return;
    }
    // Focus and visibility come together: one look is enough for both.
    this.looking ??= this.look(id).finally(() => {
      this.looking = null;
    });
    if (!(await this.looking)) await this.refresh();
  }

  /** False: something has changed here meanwhile, and what was read is not to be believed. */
  private async look(id: string): Promise<boolean> {
    const version = this.version;
    try {
      const body = await api.session(id);
      if (version !== this.version) return false;
      this.takeSession(body);
    } catch (error) {
      if (version !== this.version) return false;
      if (error instanceof Refused && error.status === 404) {
        const known = this.store.get().messages.length > 0 || !this.store.get().loaded;
        this.clear(known ? '以前的对话已经到期或被删除，我们重新开始。' : null, true);
      } else {
        this.store.set({ loaded: true });
        this.retryLater(error);
      }
    }
    return true;
  }

  private async flush(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    window.clearTimeout(this.retryTimer);
    try {
      for (let next = this.nextOutgoing(); next !== null; next = this.nextOutgoing()) {
        await this.deliver(next);
      }
      this.retryDelay = FIRST_RETRY_MS;
      this.store.set({ line: 'online' });
    } catch (error) {
      this.retryLater(error);
    } finally {
      this.sending = false;
    }
    if (this.staleWhileSending) {
      this.staleWhileSending = false;
      await this.refresh();
    }
  }

  private async deliver(item: Outgoing): Promise<void> {
    const repeated = item.attempts > 0;
    this.version += 1;
    try {
      const id = await this.ensureSession();
      this.patchOutgoing(item.id, { attempts: item.attempts + 1 });
      const body = await api.chat(id, item.text, item.id);
      // Deleted meanwhile: an answer to a conversation that is gone is dropped.
      if (this.store.get().sessionId !== id) return;
      // A repeated message may stand in the history already: the server's list is then the one.
      if (repeated) this.takeSession(await api.session(id));
      else this.take(body, [{ role: 'user', text: item.text, at: item.at }]);
      this.withdraw(item.id);
      this.tellOtherTabs();
    } catch (error) {
      if (error instanceof Refused) {
        this.patchOutgoing(item.id, { error: error.message });
      } else if (failsAlways(error, item)) {
        this.patchOutgoing(item.id, { error: CANNOT });
      } else {
        throw error;
      }
    }
  }

  private retryLater(error: unknown): void {
    const offline = navigator.onLine === false;
    this.store.set({ line: offline ? 'offline' : 'reconnecting' });
    const asked = error instanceof Unreachable ? error.retryAfterMs : null;
    window.clearTimeout(this.retryTimer);
    this.retryTimer = window.setTimeout(() => this.reconnect(), asked ?? this.retryDelay);
    this.retryDelay = Math.min(this.retryDelay * 2, LAST_RETRY_MS);
  }

  private reconnect(): void {
    if (this.nextOutgoing() !== null) void this.flush();
    else void this.refresh();
  }

  private async ensureSession(): Promise<string> {
    const known = this.store.get().sessionId;
    if (known !== null) return known;
    const { session_id: id } = await api.newSession();
    this.adopt(id);
    return id;
  }

  private adopt(id: string): void {
    write(KEYS.session, id);
    this.store.set({ sessionId: id });
  }

  private take(body: ChatBody, before: Message[]): void {
    const { messages } = this.store.get();
    this.store.set({
      messages: [...messages, ...before, ...answerOf(body)],
      facts: body.facts,
      awaiting: body.awaiting,
      assessment: body.assessment,
      subject: body.subject ?? null,
      loaded: true,
      line: 'online',
    });
  }

  private takeSession(body: SessionBody): void {
    this.retryDelay = FIRST_RETRY_MS;
    this.store.set({
      messages: body.messages,
      facts: body.facts,
      awaiting: body.awaiting,
      assessment: body.assessment,
      subject: body.subject ?? null,
      loaded: true,
      line: 'online',
    });
  }

  /** The link of another conversation, opened where the page is open already. */
  private followAddress(): void {
    const id = takeSessionFromAddress();
    if (id === null || id === this.store.get().sessionId) return;
    this.version += 1;
    this.adopt(id);
    this.store.set({ ...EMPTY, loaded: false, note: null });
    this.tellOtherTabs();
    void this.refresh();
  }

  private followOtherTab(): void {
    const id = read(KEYS.session);
    if (id !== this.store.get().sessionId) {
      this.version += 1;
      this.store.set({ ...EMPTY, sessionId: id });
    }
    this.store.set({ outbox: loadOutbox() });
    void this.refresh();
  }

  private tellOtherTabs(): void {
    write(KEYS.revision, randomId());
  }

  private clear(note: string | null, keepOutbox = false): void {
    this.version += 1;
    write(KEYS.session, null);
    if (!keepOutbox) this.changeOutbox(() => []);
    this.store.set({ ...EMPTY, sessionId: null, loaded: true, note });
    this.tellOtherTabs();
  }

  private nextOutgoing(): Outgoing | null {
    return this.store.get().outbox.find((item) => item.error === undefined) ?? null;
  }

  private patchOutgoing(id: string, change: Partial<Outgoing>): void {
    this.changeOutbox((items) =>
      items.map((item) => (item.id === id ? { ...item, ...change } : item)),
    );
  }

  private changeOutbox(change: (items: Outgoing[]) => Outgoing[]): void {
    this.store.set({ outbox: changeOutbox(change) });
  }

  private messageId(index: number): number | string | null {
    const message = this.store.get().messages[index];
    return message?.role === 'assistant' ? (message.message_id ?? null) : null;
  }
}

function answerOf({ replies, message_id = null }: ChatBody): Message[] {
  if (replies.length === 0) return [];
  return [{ role: 'assistant', replies, at: new Date().toISOString(), message_id }];
}
