import { useState } from 'react';
import { PhoneText } from './PhoneText';

/** Longer than this, or of more lines, and an answer is folded. */
const FOLD_CHARS = 160;
const FOLD_LINES = 7;

const isLong = (text: string): boolean =>
  text.length > FOLD_CHARS * 1.25 || text.split('\n').length > FOLD_LINES + 1;

/** The beginning, cut at the end of a sentence or line where there is one. */
function beginning(text: string): string {
  const lines = text.split('\n').slice(0, FOLD_LINES).join('\n');
  const head = lines.slice(0, FOLD_CHARS);
  if (head === lines) return head;
  const stop = Math.max(...['。', '；', '！', '？', '\n'].map((mark) => head.lastIndexOf(mark)));
  return stop > FOLD_CHARS / 2 ? head.slice(0, stop + 1) : `${head}…`;
}

interface FoldedTextProps {
  text: string;
  fold?: boolean;
  /** What stands for the whole while it is folded; by default its beginning. */
  brief?: string;
}

export function FoldedText({ text, fold = true, brief }: FoldedTextProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const folded = brief === undefined ? fold && isLong(text) : brief !== text;
  return (
    <>
      <p className="said">
        <PhoneText text={folded && !open ? (brief ?? beginning(text)) : text} />
      </p>
      {folded ? (
        <button
          type="button"
          className="text-button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? '收起' : '展开全文'}
        </button>
      ) : null}
    </>
  );
}
