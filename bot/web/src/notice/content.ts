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
import { RELATIONS, labelOf, valueInWords } from '../facts/labels';

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
  assessment: Assessment;
  /** `YYYY-MM-DD`, the day the paper speaks of. */
  day: string;
}

/** Today where the household window is. */
export const today = (): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());

const FINAL = '能不能落户，由户籍窗口按文件审核后决定。这张单子只供您办事时参考。';

export function noticeBlocks({ meta, facts, assessment, day }: NoticeSource): Block[] {
  const { number, title, year } = meta.document;
  return [
    { kind: 'title', text: `${meta.city}落户情况告知单` },
    { kind: 'small', text: `日期：${dateInWords(day)}` },
    { kind: 'small', text: `按照：《${title}》（${number}，${year}年）` },
    { kind: 'verdict', saying: sayingOf(assessment) },
    { kind: 'final', text: FINAL },
    ...factBlocks(meta, facts),
    ...routeBlocks(assessment),
    ...missingBlocks(meta, assessment),
    ...familyBlocks(assessment),
    ...clauseBlocks(meta, assessment),
    { kind: 'small', text: meta.caution },
  ];
}

function factBlocks(meta: Meta, facts: Facts): Block[] {
  const known = meta.facts.filter((fact) => facts[fact.key] != null);
  if (known.length === 0) return [];
  return [
    { kind: 'heading', text: '您说的情况' },
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

function familyBlocks(assessment: Assessment): Block[] {
  if (assessment.family.length === 0) return [];
  return [
    { kind: 'heading', text: '一起落户的家人' },
    ...assessment.family.map(
      ({ relation, status, reason }): Block => ({
        kind: 'condition',
        status,
        text: `${RELATIONS[relation] ?? relation}：${reason}`,
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
