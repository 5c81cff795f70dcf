/** The server's words, as docs/web.md and the outside contract name them. */

export type Status = 'met' | 'unmet' | 'unknown';
export type Verdict = 'eligible' | 'referred' | 'undetermined' | 'not_eligible';

export interface Citation {
  document: string;
  clause: string;
  title?: string | null;
  /** The exact words of the source; null where only the fact is known. */
  excerpt?: string | null;
  summary?: string | null;
}

export interface ReplyButton {
  title: string;
  payload: string;
}

export type ReplyKind =
  | 'answer'
  | 'question'
  | 'assessment'
  | 'clarify'
  | 'out_of_scope'
  | 'smalltalk'
  | 'handoff';

export interface Reply {
  kind: ReplyKind;
  text: string;
  buttons?: ReplyButton[];
  citations?: Citation[];
  /** The clauses that a question gives as its reason. */
  basis?: Citation[];
}

export interface FamilyMember {
  relation: string;
  living_together?: boolean | null;
  married?: boolean | null;
}

export type FactValue = string | number | boolean | FamilyMember[] | null;
export type Facts = Record<string, FactValue | undefined>;

export interface Condition {
  id: string;
  text: string;
  status: Status;
  facts: string[];
  citation?: Citation | null;
  interpretation?: string | null;
}

export interface Remedy {
  text: string;
  eligible_from?: string | null;
}

export interface Route {
  id: string;
  title?: string | null;
  clause: string;
  status: Status;
  conditions: Condition[];
  settle_at?: string[] | null;
  remedy?: Remedy | null;
}

export interface FamilyStanding {
  relation: string;
  status: Status;
  reason: string;
}

export interface Assessment {
  verdict: Verdict;
  routes: Route[];
  family: FamilyStanding[];
  missing: string[];
  citations: Citation[];
  as_of?: string | null;
}

/** ISO 8601, or Unix seconds. */
export type Moment = string | number;

export interface UserMessage {
  role: 'user';
  text: string;
  at?: Moment | null;
}

export interface AssistantMessage {
  role: 'assistant';
  replies: Reply[];
  at?: Moment | null;
  message_id?: number | string | null;
  rating?: Rating | null;
}

export type Message = UserMessage | AssistantMessage;

export interface SessionBody {
  session_id: string;
  messages: Message[];
  facts: Facts;
  awaiting: string | null;
  assessment: Assessment | null;
  subject?: string | null;
}

export interface ChatBody {
  session_id: string;
  replies: Reply[];
  facts: Facts;
  awaiting: string | null;
  assessment: Assessment | null;
  subject?: string | null;
  message_id?: number | string | null;
}

export interface FactMeta {
  key: string;
  label: string;
  kind: 'choice' | 'bool' | 'months' | 'text' | 'family';
  /** What each stored value is called. */
  values?: Record<string, string> | null;
}

export interface Meta {
  city: string;
  document: { number: string; title: string; year: number | string };
  caution: string;
  retention_days: number;
  facts: FactMeta[];
  /** Whom a talk can be about, by the session's `subject`. */
  subjects?: Record<string, { name: string; who: string }>;
  embed_hosts: string[];
  greeting: Reply;
  feedback_reasons: { id: string; title: string }[];
  human: { text: string };
}

export interface Clause {
  document: string;
  clause: string;
  title?: string | null;
  text?: string | null;
  excerpt?: string | null;
  summary?: string | null;
  document_title?: string | null;
  year?: number | string | null;
  issuer?: string | null;
  /** The day on the document, where it carries one. */
  dated?: string | null;
}

export type Rating = 'up' | 'down';
