import { useState } from 'react';
import { Card, CardActions, CardContent } from '@chatui/core';
import type { Assessment, Citation, Meta } from '../api/types';
import { copyText } from '../common/copy';
import { FoldedText } from '../common/FoldedText';
import { labelOf, relationIn } from '../facts/labels';
import { aboutOf, kinOf, saidOf } from '../facts/subject';
import { briefOf } from './brief';
import { CitationChips } from './CitationChips';
import { RouteDetails } from './RouteDetails';
import { SIGNS, leadingRoutes, rankRoutes, sayingOf } from './verdict';

interface VerdictCardProps {
  assessment: Assessment;
  /** What the assistant said with it. */
  text: string;
  citations: Citation[];
  meta: Meta | null;
  subject: string | null;
  onOpen: (citation: Citation) => void;
  onNotice: () => void;
  onFacts: () => void;
}

export function VerdictCard(props: VerdictCardProps): JSX.Element {
  const { assessment, text, citations, meta, onOpen, onNotice, onFacts } = props;
  const [all, setAll] = useState(false);
  const saying = sayingOf(assessment);
  const about = aboutOf(meta, props.subject);
  const leading = leadingRoutes(assessment);
  const rest = rankRoutes(assessment.routes).filter((route) => !leading.includes(route));
  const depends = assessment.verdict === 'undetermined' ? assessment.missing : [];

  return (
    <Card className="verdict" size="xl" data-verdict={assessment.verdict}>
      <h2 className={`verdict-head verdict-${saying.id}`}>
        <span className="verdict-sign" aria-hidden="true">
          {saying.sign}
        </span>
        <span>
          <span className="verdict-word">{saying.word}</span>
          <span className="verdict-line">{saidOf(about, saying.line)}</span>
        </span>
      </h2>
      <CardContent>
        <FoldedText text={text} brief={briefOf(text, assessment, meta?.caution ?? null)} />
        {leading.map((route) => (
          <RouteDetails key={route.id} route={route} onOpen={onOpen} />
        ))}
        {depends.length > 0 ? (
          <p className="depends">
            <strong>还要看：</strong>
            {depends.map((key) => labelOf(meta, key)).join('、')}
          </p>
        ) : null}
        {assessment.family.length > 0 ? (
          <section className="family">
            <h3>一起落户的家人</h3>
            <ul className="conditions">
              {assessment.family.map((member, index) => (
                <li key={index} className={`condition condition-${member.status}`}>
                  <span className="condition-sign" aria-hidden="true">
                    {SIGNS[member.status].sign}
                  </span>
                  <span className="condition-text">
                    <strong>{kinOf(about, relationIn(meta, member.relation))}</strong>
                    <span className="visually-hidden">，{SIGNS[member.status].word}</span>：
                    {member.reason}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {rest.length > 0 ? (
          <button
            type="button"
            className="text-button"
            aria-expanded={all}
            onClick={() => setAll(!all)}
          >
            {all ? '收起其他的路' : `看其他 ${rest.length} 条路`}
          </button>
        ) : null}
        {all
          ? rest.map((route) => <RouteDetails key={route.id} route={route} onOpen={onOpen} />)
          : null}
        <CitationChips
          citations={[...citations, ...assessment.citations]}
          onOpen={onOpen}
          home={meta?.document.number}
        />
        {meta ? <p className="caution">{meta.caution}</p> : null}
      </CardContent>
      <CardActions>
        <button type="button" className="card-button" onClick={onNotice}>
          告知单
        </button>
        <button type="button" className="card-button" onClick={() => void copyText(text)}>
          复制结论
        </button>
        <button type="button" className="card-button" onClick={onFacts}>
          改{about.short}
        </button>
      </CardActions>
    </Card>
  );
}
