import { useCallback, useEffect, useState } from 'react';
import { ConfigProvider } from '@chatui/core';
import type { Citation, Rating } from './api/types';
import { spokenText } from './chat/AssistantTurn';
import { Composer, draft } from './chat/Composer';
import { MessageList } from './chat/MessageList';
import { Navbar } from './chat/Navbar';
import { StatusStrip } from './chat/StatusStrip';
import { ToastArea } from './common/toast';
import { FactsSheet } from './facts/FactsSheet';
import { aboutOf } from './facts/subject';
import { ClauseSheet } from './sheets/ClauseSheet';
import { HumanSheet } from './sheets/HumanSheet';
import { MoreSheet } from './sheets/MoreSheet';
import { PrivacySheet } from './sheets/PrivacySheet';
import { speak } from './speech/speak';
import { conversation, metaStore } from './state/app';
import type { Line } from './state/conversation';
import { preferences } from './state/preferences';
import { useStore } from './state/store';

type OpenSheet =
  | { kind: 'facts' | 'human' | 'more' | 'privacy' }
  | { kind: 'clause'; citation: Citation };

const LINE_WORDS: Record<Line, string> = {
  online: '',
  offline: '没有网络。您可以接着写，连上后自动发出。',
  reconnecting: '正在重新连接…',
};

/** The paper is a page of its own; the id stays behind the #, out of every log. */
function openNotice(): void {
  const id = conversation.store.get().sessionId;
  const address = `/print.html${id === null ? '' : `#session=${id}`}`;
  if (window.open(address, '_blank') === null) window.location.assign(address);
}

export function App(): JSX.Element {
  const state = useStore(conversation.store);
  const { meta } = useStore(metaStore);
  const { elder, readAloud } = useStore(preferences);
  const [sheet, setSheet] = useState<OpenSheet | null>(null);
  const [earlier, setEarlier] = useState(false);
  const close = useCallback(() => setSheet(null), []);
  const send = useCallback((text: string) => {
    setEarlier(false);
    conversation.send(text);
  }, []);
  useReadAloud(readAloud);

  const strip = (
    <StatusStrip
      title={aboutOf(meta, state.subject).short}
      facts={state.facts}
      assessment={state.assessment}
      started={state.awaiting !== null || state.assessment !== null}
      onFacts={() => setSheet({ kind: 'facts' })}
      onHuman={() => setSheet({ kind: 'human' })}
    />
  );

  return (
    <ConfigProvider locale="zh-CN">
      <a className="skip-link" href="#composer">
        跳到输入框
      </a>
      <div className="app">
        <header>
          <Navbar meta={meta} elder={elder} onMore={() => setSheet({ kind: 'more' })} />
          {elder ? null : strip}
          <div className="line-state" role="status">
            {LINE_WORDS[state.line]}
          </div>
        </header>
        <main>
          {elder && state.messages.length > 2 ? (
            <button
              type="button"
              className="earlier"
              aria-pressed={earlier}
              onClick={() => setEarlier(!earlier)}
            >
              {earlier ? '只看现在的' : '看前面说过的'}
            </button>
          ) : null}
          <MessageList
            state={state}
            meta={meta}
            subject={state.subject}
            elder={elder}
            onlyLast={elder && !earlier}
            onPick={send}
            onOpen={(citation) => setSheet({ kind: 'clause', citation })}
            onNotice={openNotice}
            onFacts={() => setSheet({ kind: 'facts' })}
            onPrivacy={() => setSheet({ kind: 'privacy' })}
            onRate={(index: number, rating: Rating, reason: string | null) =>
              conversation.rate(index, rating, reason)
            }
            onRewrite={(id, text) => {
              conversation.withdraw(id);
              draft.set({ text });
              document.getElementById('composer')?.focus();
            }}
          />
        </main>
        <footer>
          <Composer onSend={send} />
          {elder ? strip : null}
        </footer>
      </div>
      <ToastArea />
      {sheet?.kind === 'facts' ? <FactsSheet state={state} meta={meta} onClose={close} /> : null}
      {sheet?.kind === 'human' ? (
        <HumanSheet meta={meta} onNotice={openNotice} onClose={close} />
      ) : null}
      {sheet?.kind === 'more' ? (
        <MoreSheet
          onNotice={openNotice}
          onPrivacy={() => setSheet({ kind: 'privacy' })}
          onClose={close}
        />
      ) : null}
      {sheet?.kind === 'privacy' ? <PrivacySheet meta={meta} onClose={close} /> : null}
      {sheet?.kind === 'clause' ? (
        <ClauseSheet citation={sheet.citation} meta={meta} onClose={close} />
      ) : null}
    </ConfigProvider>
  );
}

/** Reads an answer that has just come; never the ones found on opening the page. */
function useReadAloud(wanted: boolean): void {
  useEffect(() => {
    if (!wanted) return undefined;
    let seen = conversation.store.get().messages.length;
    return conversation.store.subscribe(() => {
      const { messages } = conversation.store.get();
      const last = messages[messages.length - 1];
      if (messages.length === seen + 2 && last?.role === 'assistant') {
        speak(`turn-${messages.length - 1}`, spokenText(last.replies));
      }
      seen = messages.length;
    });
  }, [wanted]);
}
