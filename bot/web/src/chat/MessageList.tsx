import { useRef } from 'react';
import { Time, Typing } from '@chatui/core';
import type { Message } from '../api/types';
import type { ConversationState } from '../state/conversation';
import { AssistantTurn, BotAvatar } from './AssistantTurn';
import type { TurnTools } from './AssistantTurn';
import { Greeting } from './Greeting';
import { openButtons } from './openButtons';
import { QuickReplies } from './QuickReplies';
import { isAfterPause, timeOf } from './time';
import { UserTurn } from './UserTurn';
import { useStickToEnd } from './useStickToEnd';

interface MessageListProps extends TurnTools {
  state: ConversationState;
  elder: boolean;
  /** 长辈版: only the last question and its answer. */
  onlyLast: boolean;
  onPick: (payload: string) => void;
  onRewrite: (id: string, text: string) => void;
  onPrivacy: () => void;
}

/** Where the turns begin that 长辈版 shows: the newest answer, and what the person said before it. */
function lastQuestion(messages: Message[], waiting: boolean): number {
  if (waiting) return messages.length;
  const last = messages.length - 1;
  return Math.max(0, messages[last - 1]?.role === 'user' ? last - 1 : last);
}

const lastVerdict = (messages: Message[]): number => {
  for (let index = messages.length - 1; index >= 0; index -= 1) {
    const message = messages[index];
    if (message?.role !== 'assistant') continue;
    if (message.replies.some((reply) => reply.kind === 'assessment')) return index;
  }
  return -1;
};

export function MessageList(props: MessageListProps): JSX.Element {
  const { state, elder, onlyLast, onPick, onRewrite, onPrivacy, ...tools } = props;
  const { messages, outbox, assessment, line } = state;
  const log = useRef<HTMLDivElement>(null);
  const waiting = outbox.some((item) => item.error === undefined);
  const thinking = waiting && line === 'online';
  const { unseen, toEnd } = useStickToEnd(
    log,
    messages.length + outbox.length,
    outbox.length > 0,
    thinking,
  );

  const first = onlyLast ? lastQuestion(messages, waiting) : 0;
  const verdictAt = assessment === null ? -1 : lastVerdict(messages);
  const buttons = waiting ? [] : openButtons(messages);
  const fresh = messages.length === 0 && outbox.length === 0;

  const pick = (payload: string): void => {
    // The button is about to go; the focus must not fall back to the top of the page.
    log.current?.focus({ preventScroll: true });
    onPick(payload);
  };

  return (
    <div className="log-frame">
      <div
        className="log"
        id="log"
        ref={log}
        role="log"
        aria-live="polite"
        aria-label="对话"
        aria-busy={!state.loaded}
        tabIndex={0}
      >
        {first === 0 ? (
          <Greeting
            meta={tools.meta}
            fresh={fresh}
            elder={elder}
            onPick={pick}
            onPrivacy={onPrivacy}
          />
        ) : null}
        {messages.map((message, index) =>
          index < first ? null : (
            <div key={index} className="turn-slot">
              {isAfterPause(messages, index) ? (
                <div className="turn-time">
                  <Time date={timeOf(message)} />
                </div>
              ) : null}
              {message.role === 'user' ? (
                <UserTurn text={message.text} />
              ) : message.replies.length === 0 ? null : (
                <AssistantTurn
                  {...tools}
                  message={message}
                  index={index}
                  assessment={index === verdictAt ? assessment : null}
                />
              )}
            </div>
          ),
        )}
        {outbox.map((item) => (
          <UserTurn
            key={item.id}
            text={item.text}
            state={item.error ? undefined : thinking ? '正在发送' : '等连上网就发'}
            error={item.error}
            onRewrite={() => onRewrite(item.id, item.text)}
          />
        ))}
        {state.note ? <p className="system-note">{state.note}</p> : null}
        {thinking ? (
          <div className="turn turn-left typing">
            <BotAvatar />
            <Typing text="正在想" />
          </div>
        ) : null}
        <QuickReplies buttons={buttons} onPick={pick} />
      </div>
      {unseen > 0 ? (
        <button type="button" className="unseen" onClick={toEnd}>
          {unseen} 条新消息 ↓
        </button>
      ) : null}
    </div>
  );
}

