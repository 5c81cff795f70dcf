import { Avatar } from '@chatui/core';
import type {
  Assessment,
  AssistantMessage,
  Citation,
  Meta,
  Rating,
  Reply,
  ReplyKind,
} from '../api/types';
import { CitationChips } from '../cards/CitationChips';
import { VerdictCard } from '../cards/VerdictCard';
import { FoldedText } from '../common/FoldedText';
import { Icon } from '../common/Icon';
import { preferences } from '../state/preferences';
import { useStore } from '../state/store';
import { MessageActions } from './MessageActions';
import { SaidBubble } from './SaidBubble';

export interface TurnTools {
  meta: Meta | null;
  subject: string | null;
  onOpen: (citation: Citation) => void;
  onNotice: () => void;
  onFacts: () => void;
  onRate: (index: number, rating: Rating, reason: string | null) => Promise<void>;
}

interface AssistantTurnProps extends TurnTools {
  message: AssistantMessage;
  index: number;
  /** The verdict as it stands, for the turn that stated it last. */
  assessment: Assessment | null;
}

/** Replies that answer something, and so can be useful or not. */
const JUDGED = new Set<ReplyKind>(['answer', 'assessment', 'out_of_scope', 'handoff']);

export function BotAvatar(): JSX.Element {
  return (
    <Avatar shape="square" className="avatar-bot">
      <Icon name="home" />
    </Avatar>
  );
}

export const spokenText = (replies: Reply[]): string =>
  replies.map((reply) => reply.text).join('\n');

export function AssistantTurn(props: AssistantTurnProps): JSX.Element {
  const { message, index, assessment, meta, subject, onOpen, onNotice, onFacts, onRate } = props;
  const { elder } = useStore(preferences);
  const home = meta?.document.number;
  const lastVerdict = message.replies.map((reply) => reply.kind).lastIndexOf('assessment');
  return (
    <div className="turn turn-left" data-role="assistant">
      <BotAvatar />
      <div className="turn-body">
        <span className="visually-hidden">助手说：</span>
        {message.replies.map((reply, place) =>
          assessment !== null && place === lastVerdict ? (
            <VerdictCard
              key={place}
              assessment={assessment}
              text={reply.text}
              citations={reply.citations ?? []}
              meta={meta}
              subject={subject}
              onOpen={onOpen}
              onNotice={onNotice}
              onFacts={onFacts}
            />
          ) : (
            <SaidBubble key={place} text={reply.text}>
              <FoldedText text={reply.text} fold={reply.kind !== 'question'} />
              <CitationChips
                citations={[...(reply.citations ?? []), ...(elder ? [] : (reply.basis ?? []))]}
                onOpen={onOpen}
                home={home}
              />
            </SaidBubble>
          ),
        )}
        <MessageActions
          id={`turn-${index}`}
          text={spokenText(message.replies)}
          rateable={message.replies.some((reply) => JUDGED.has(reply.kind))}
          before={message.rating ?? null}
          meta={meta}
          onRate={(rating, reason) => onRate(index, rating, reason)}
        >
          {elder ? (
            // Below the question there would be no room left for the answers to pick from.
            <CitationChips
              citations={message.replies.flatMap((reply) => reply.basis ?? [])}
              onOpen={onOpen}
              home={home}
              short
            />
          ) : null}
        </MessageActions>
      </div>
    </div>
  );
}
