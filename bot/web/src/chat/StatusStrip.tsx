import type { Assessment, Facts } from '../api/types';
import { Icon } from '../common/Icon';
import { knownKeys, useProgress } from '../state/progress';
import type { Progress } from '../state/progress';

interface StatusStripProps {
  /** 我的情况, or 他的情况. */
  title: string;
  facts: Facts;
  assessment: Assessment | null;
  /** Facts are being gathered or a verdict stands: worth a progress line. */
  started: boolean;
  onFacts: () => void;
  onHuman: () => void;
}

function inWords({ known, left, verdictStated }: Progress): string[] {
  const told = `已了解 ${known} 项`;
  if (left === null) return [told];
  if (verdictStated) return [told, left > 0 ? `${left} 项说不清` : '已有结论'];
  return [told, left > 0 ? `还要问 ${left} 个左右` : '不用再问了'];
}

/** What is known and how much is left; 我的情况; and the way to a human, always here. */
export function StatusStrip(props: StatusStripProps): JSX.Element {
  const { title, facts, assessment, started, onFacts, onHuman } = props;
  const shown = started || knownKeys(facts).length > 0;
  const progress = useProgress(facts, assessment, shown);
  const words = shown ? inWords(progress) : [];
  const done = progress.known / Math.max(1, progress.known + (progress.left ?? 0));
  return (
    <div className="strip">
      <button type="button" className="strip-button" onClick={onFacts}>
        <Icon name="list" />
        {title}
      </button>
      {shown ? (
        <div className="progress" role="group" aria-label="进度">
          <span className="progress-words">
            {words.map((part) => (
              <span key={part}>{part} </span>
            ))}
          </span>
          {progress.left !== null ? (
            <svg
              className="progress-bar"
              viewBox="0 0 100 4"
              preserveAspectRatio="none"
              aria-hidden="true"
            >
              <rect className="progress-all" width="100" height="4" />
              <rect className="progress-part" width={100 * done} height="4" />
            </svg>
          ) : null}
        </div>
      ) : null}
      <button type="button" className="strip-button" onClick={onHuman}>
        <Icon name="person" />
        找人问
      </button>
    </div>
  );
}
