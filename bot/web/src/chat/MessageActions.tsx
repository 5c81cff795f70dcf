import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Meta, Rating } from '../api/types';
import { Icon } from '../common/Icon';
import { say } from '../common/toast';
import { canSpeak, hush, speak, speaking } from '../speech/speak';
import { useStore } from '../state/store';

interface MessageActionsProps {
  /** Names the answer among the others. */
  id: string;
  text: string;
  /** A mere question is not judged; it is only read aloud, in 长辈版. */
  rateable: boolean;
  /** What was said about it before. */
  before: Rating | null;
  meta: Meta | null;
  onRate: (rating: Rating, reason: string | null) => Promise<void>;
  /** What else stands in the row. */
  children?: ReactNode;
}

const FAILED = '没有记下来，请过一会儿再点。';

/** 朗读, 有用, 没用; the last asks why, in four words to pick from. */
export function MessageActions(props: MessageActionsProps): JSX.Element {
  const { id, text, rateable, meta, onRate } = props;
  const [rating, setRating] = useState<Rating | null>(props.before);
  const [asking, setAsking] = useState(false);
  const { key } = useStore(speaking);
  const reading = key === id;
  const reasons = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (asking) reasons.current?.scrollIntoView({ block: 'nearest' });
  }, [asking]);

  const rate = (wanted: Rating, reason: string | null): void => {
    const before = rating;
    setRating(wanted);
    setAsking(wanted === 'down' && reason === null);
    onRate(wanted, reason).then(
      () => {
        if (wanted === 'up' || reason !== null) say('谢谢，已经记下了。');
      },
      () => {
        setRating(before);
        say(FAILED);
      },
    );
  };

  return (
    <div className={rateable ? 'actions' : 'actions elder-only'}>
      {canSpeak() ? (
        <button
          type="button"
          className="action"
          aria-pressed={reading}
          onClick={() => (reading ? hush() : speak(id, text))}
        >
          <Icon name={reading ? 'stop' : 'sound'} />
          <span className="action-word">{reading ? '停下' : '念给我听'}</span>
        </button>
      ) : null}
      {rateable ? (
        <>
          <button
            type="button"
            className="action"
            aria-pressed={rating === 'up'}
            onClick={() => rate('up', null)}
          >
            <Icon name="up" />
            <span className="action-word">有用</span>
          </button>
          <button
            type="button"
            className="action"
            aria-pressed={rating === 'down'}
            aria-expanded={asking}
            onClick={() => rate('down', null)}
          >
            <Icon name="down" />
            <span className="action-word">没用</span>
          </button>
        </>
      ) : null}
      {props.children}
      {asking ? (
        <div className="reasons" role="group" aria-label="哪里不好" ref={reasons}>
          <span>哪里不好？</span>
          {(meta?.feedback_reasons ?? []).map((reason) => (
            <button
              key={reason.id}
              type="button"
              className="chip"
              onClick={() => rate('down', reason.id)}
            >
              {reason.title}
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}
