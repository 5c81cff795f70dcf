import type { Meta } from '../api/types';
import { FoldedText } from '../common/FoldedText';
import { BotAvatar } from './AssistantTurn';
import { QuickReplies } from './QuickReplies';
import { SaidBubble } from './SaidBubble';

interface GreetingProps {
  meta: Meta | null;
  /** Nothing has been said yet: offer ways to begin. */
  fresh: boolean;
  /** 长辈版 puts the beginnings before the small print. */
  elder: boolean;
  onPick: (payload: string) => void;
  onPrivacy: () => void;
}

/** What this is, what it rests on, what is kept: before the first word. */
export function Greeting(props: GreetingProps): JSX.Element {
  const { meta, fresh, elder, onPick, onPrivacy } = props;
  const note = (
    <p className="system-note">
      {meta
        ? `按《${meta.document.title}》（${meta.document.number}）回答，最后由户籍窗口决定。` +
          `对话只存 ${meta.retention_days} 天，随时可以删。`
        : '按公开文件回答，最后由户籍窗口决定。'}
      <button type="button" className="text-button" onClick={onPrivacy}>
        怎么存、怎么删
      </button>
    </p>
  );
  return (
    <>
      {elder ? null : note}
      <div className="turn turn-left">
        <BotAvatar />
        <div className="turn-body">
          {meta ? (
            <SaidBubble text={meta.greeting.text}>
              <FoldedText text={meta.greeting.text} fold={false} />
            </SaidBubble>
          ) : (
            <SaidBubble text="您好">
              <p className="said">您好，正在连接，请稍等。</p>
            </SaidBubble>
          )}
        </div>
      </div>
      {fresh && meta ? (
        <QuickReplies buttons={meta.greeting.buttons ?? []} onPick={onPick} />
      ) : null}
      {elder ? note : null}
    </>
  );
}
