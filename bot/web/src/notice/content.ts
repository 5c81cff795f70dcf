import type { Assessment, Citation, Facts, Meta, Status } from '../api/types';
import {
  SIGNS,
  dateInWords,
  distinct,
  interpretations,
  leadingRoutes,
  placesInWords,
  routeTitle,
  sayingOf,
} from '../cards/verdict';
import type { Saying } from '../cards/verdict';
import { labelOf, relationIn, valueInWords } from '../facts/labels';
import { aboutOf, kinOf, saidOf } from '../facts/subject';
import type { About } from '../facts/subject';

/** The paper's parts in order; the page and the picture draw the same ones. */
export type Block =
  | { kind: 'title' | 'small' | 'heading' | 'text' | 'final'; text: string }
  | { kind: 'verdict'; saying: Saying }
  | { kind: 'fact'; label: string; text: string }
  | { kind: 'condition'; status: Status; text: string }
  | { kind: 'clause'; name: string; text: string };

export interface NoticeSource {
  meta: Meta;
  facts: Facts;
  /** Whom the talk is about; null is the person who asks. */
  subject: string | null;
  assessment: Assessment;
  /** `YYYY-MM-DD`, the day the paper speaks of. */
  day: string;
}

/** Today where the household window is. */
export const today = (): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());

const FINAL = '能不能落户，由户籍窗口按文件审核后决定。这张单子只供您办事时参考。';

export function noticeBlocks(source: NoticeSource): Block[] {
  const { meta, facts, assessment, day } = source;
  const { number, title, year } = meta.document;
  const about = aboutOf(meta, source.subject);
  const saying = sayingOf(assessment);
  return [
    { kind: 'title', text: `${meta.city}落户情况告知单` },
    { kind: 'small', text: `日期：${dateInWords(day)}` },
    { kind: 'small', text: `按照：《${title}》（${number}，${year}年）` },
    { kind: 'small', text: `说的是谁：${about.name ?? '本人'}` },
    { kind: 'verdict', saying: { ...saying, line: saidOf(about, saying.line) } },
    { kind: 'final', text: FINAL },
    ...factBlocks(meta, facts, about),
    ...routeBlocks(assessment),
    ...missingBlocks(meta, assessment),
    ...familyBlocks(meta, assessment, about),
    ...clauseBlocks(meta, assessment),
    { kind: 'small', text: meta.caution },
  ];
}

function factBlocks(meta: Meta, facts: Facts, about: About): Block[] {
  const known = meta.facts.filter((fact) => facts[fact.key] != null);
  if (known.length === 0) return [];
  return [
    { kind: 'heading', text: about.name === null ? '您说的情况' : about.title },
    ...known.map(
      (fact): Block => ({
        kind: 'fact',
        label: fact.label,
        text: valueInWords(fact, facts[fact.key] ?? null),
      }),
    ),
  ];
}

function routeBlocks(assessment: Assessment): Block[] {
  return leadingRoutes(assessment).flatMap((route): Block[] => {
    const blocks: Block[] = [
      { kind: 'heading', text: `${routeTitle(route)}：${SIGNS[route.status].word}` },
      ...route.conditions.map(
        ({ status, text, citation }): Block => ({
          kind: 'condition',
          status,
          text: citation?.clause ? `${text}（${citation.clause}）` : text,
        }),
      ),
    ];
    if (route.status !== 'met' && route.remedy != null) {
      const { text, eligible_from: from } = route.remedy;
      const day = from ? dateInWords(from) : null;
      const when = day !== null && !text.includes(day) ? `。最早 ${day} 起可以` : '';
      blocks.push({ kind: 'fact', label: '还差什么', text: text + when });
    }
    if (route.status !== 'unmet' && route.settle_at && route.settle_at.length > 0) {
      blocks.push({ kind: 'fact', label: '户口落在', text: placesInWords(route.settle_at) });
    }
    for (const sentence of interpretations(route.conditions)) {
      blocks.push({ kind: 'fact', label: '说明', text: sentence });
    }
    return blocks;
  });
}

function missingBlocks(meta: Meta, assessment: Assessment): Block[] {
  if (assessment.verdict !== 'undetermined' || assessment.missing.length === 0) return [];
  const names = assessment.missing.map((key) => labelOf(meta, key)).join('、');
  return [{ kind: 'fact', label: '还要看', text: names }];
}

function familyBlocks(meta: Meta, assessment: Assessment, about: About): Block[] {
  if (assessment.family.length === 0) return [];
  return [
    { kind: 'heading', text: '一起落户的家人' },
    ...assessment.family.map(
      ({ relation, status, reason }): Block => ({
        kind: 'condition',
        status,
        text: `${kinOf(about, relationIn(meta, relation))}：${reason}`,
      }),
    ),
  ];
}

function clauseBlocks(meta: Meta, assessment: Assessment): Block[] {
  const shown = leadingRoutes(assessment).flatMap((route) =>
    route.conditions.map((condition) => condition.citation),
  );
  const citations: Citation[] = distinct([...assessment.citations, ...shown]);
  if (citations.length === 0) return [];
  return [
    { kind: 'heading', text: '依据的条款' },
    ...citations.map(
      ({ document, clause, excerpt, summary, title }): Block => ({
        kind: 'clause',
        name: document === meta.document.number ? clause : `${document} ${clause}`,
        text: excerpt ? `“${excerpt}”` : (summary ?? title ?? ''),
      }),
    ),
  ];
}
