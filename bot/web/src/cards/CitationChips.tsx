import type { Citation } from '../api/types';
import { distinct } from './verdict';

interface CitationChipsProps {
  citations: (Citation | null | undefined)[];
  onOpen: (citation: Citation) => void;
  /** The local document's number: its clauses need not repeat it. */
  home?: string | undefined;
  /** The bare clause, the word 依据 in the chip itself: for a row that has little room. */
  short?: boolean;
}

/** 依据: one chip a clause; each opens the exact text. */
export function CitationChips(props: CitationChipsProps): JSX.Element | null {
  const { citations, onOpen, home, short = false } = props;
  const clauses = distinct(citations);
  if (clauses.length === 0) return null;
  return (
    <div className="chips" role="group" aria-label="依据">
      {short ? null : (
        <span className="chips-label" aria-hidden="true">
          依据
        </span>
      )}
      {clauses.map((citation) => (
        <button
          key={`${citation.document} ${citation.clause}`}
          type="button"
          className="chip"
          onClick={() => onOpen(citation)}
        >
          {short ? '依据 ' : <span className="visually-hidden">看依据原文：</span>}
          {citation.document === home ? '' : `${citation.document} `}
          {citation.clause}
          {citation.title && !short ? <span className="chip-title"> {citation.title}</span> : null}
        </button>
      ))}
    </div>
  );
}
