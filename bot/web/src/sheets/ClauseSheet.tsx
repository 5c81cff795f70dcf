import { useEffect, useState } from 'react';
import { api } from '../api/client';
import type { Citation, Clause, Meta } from '../api/types';
import { Sheet } from '../common/Sheet';

interface ClauseSheetProps {
  citation: Citation;
  meta: Meta | null;
  onClose: () => void;
}

/** The clause whole, with the quoted words marked. */
function SourceText({ text, excerpt }: { text: string; excerpt: string }): JSX.Element {
  const place = excerpt === '' ? -1 : text.indexOf(excerpt);
  if (place < 0) return <blockquote className="source">{text}</blockquote>;
  return (
    <blockquote className="source">
      {text.slice(0, place)}
      <mark>{excerpt}</mark>
      {text.slice(place + excerpt.length)}
    </blockquote>
  );
}

export function ClauseSheet({ citation, meta, onClose }: ClauseSheetProps): JSX.Element {
  const [clause, setClause] = useState<Clause | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    api.clause(citation.document, citation.clause).then(setClause, () => setFailed(true));
  }, [citation]);

  const local = meta?.document.number === citation.document ? meta.document : null;
  const text = clause?.text ?? citation.excerpt ?? null;
  const summary = clause?.summary ?? citation.summary ?? null;
  const title = clause?.title ?? citation.title;
  const year = clause?.year ?? local?.year;

  return (
    <Sheet title={`依据：${citation.clause}`} onClose={onClose}>
      {title ? <h3>{title}</h3> : null}
      {text ? (
        <SourceText text={text} excerpt={citation.excerpt ?? ''} />
      ) : summary ? (
        <p>
          {summary}
          <br />
          <small>这是我们的转述。原文请看文件本身。</small>
        </p>
      ) : null}
      {clause === null && !failed ? <p role="status">正在取原文…</p> : null}
      {failed ? <p role="status">原文暂时取不到，上面是摘录。</p> : null}
      <dl className="source-facts">
        <dt>文件</dt>
        <dd>{clause?.document_title ?? local?.title ?? citation.document}</dd>
        <dt>文号</dt>
        <dd>{citation.document}</dd>
        {clause?.issuer ? (
          <>
            <dt>发文</dt>
            <dd>{clause.issuer}</dd>
          </>
        ) : null}
        <dt>条款</dt>
        <dd>{citation.clause}</dd>
        {year ? (
          <>
            <dt>年份</dt>
            <dd>{clause?.dated ? `${year}（${clause.dated}）` : year}</dd>
          </>
        ) : null}
      </dl>
      {meta ? <p className="caution">{meta.caution}</p> : null}
    </Sheet>
  );
}
