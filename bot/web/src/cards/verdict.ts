import type { Assessment, Citation, Condition, Route, Status } from '../api/types';

/** How a verdict is said: in words, by colour and by sign, never by colour alone. */
export interface Saying {
  id: 'yes' | 'almost' | 'depends' | 'no' | 'elsewhere';
  word: string;
  sign: string;
  line: string;
}

const SAYINGS: Record<Saying['id'], Saying> = {
  yes: { id: 'yes', word: '可以', sign: '✓', line: '照说的情况，可以申请落户。' },
  almost: { id: 'almost', word: '还差一步', sign: '!', line: '现在还差一点，补上就行。' },
  depends: { id: 'depends', word: '看情况', sign: '?', line: '还有几点不清楚，说清了才能定。' },
  no: { id: 'no', word: '目前不行', sign: '✗', line: '照现在说的情况，还不符合条件。' },
  elsewhere: { id: 'elsewhere', word: '另有办法', sign: '→', line: '没有户口的，按另一份文件办。' },
};

const count = (route: Route, status: Status): number =>
  route.conditions.filter((condition) => condition.status === status).length;

/** One thing is missing, time or otherwise, and the rest is there. */
const isOneStepAway = (route: Route): boolean =>
  route.status === 'unmet' &&
  route.remedy != null &&
  (route.remedy.eligible_from != null ||
    (count(route, 'met') > 0 && count(route, 'unmet') === 1 && count(route, 'unknown') === 0));

/** The nearest way first: met, then open with the fewest gaps, then closed likewise. */
export function rankRoutes(routes: Route[]): Route[] {
  const order: Record<Status, number> = { met: 0, unknown: 1, unmet: 2 };
  const gap = (route: Route): number => {
    if (route.status === 'unmet') {
      const beyondMending = route.remedy == null ? 1000 : 0;
      const notOnlyTime = route.remedy?.eligible_from ? 0 : 1;
      return beyondMending + 10 * count(route, 'unmet') + notOnlyTime;
    }
    // What is known to fit counts more than how little is still to be asked.
    return count(route, 'unknown') - 2 * count(route, 'met');
  };
  return [...routes].sort((a, b) => order[a.status] - order[b.status] || gap(a) - gap(b));
}

/** Routes worth showing before the person asks for the rest. */
export function leadingRoutes(assessment: Assessment): Route[] {
  const ranked = rankRoutes(assessment.routes);
  switch (assessment.verdict) {
    case 'eligible':
      return ranked.filter((route) => route.status === 'met' && route.id !== 'no_hukou');
    case 'referred':
      return ranked.filter((route) => route.id === 'no_hukou');
    case 'undetermined':
      return ranked.filter((route) => route.status === 'unknown').slice(0, 2);
    case 'not_eligible': {
      const near = ranked.filter(isOneStepAway);
      const mendable = ranked.filter((route) => route.remedy != null);
      return (near.length > 0 ? near : mendable.length > 0 ? mendable : ranked).slice(0, 2);
    }
  }
}

export function sayingOf(assessment: Assessment): Saying {
  switch (assessment.verdict) {
    case 'eligible':
      return SAYINGS.yes;
    case 'referred':
      return SAYINGS.elsewhere;
    case 'undetermined':
      return SAYINGS.depends;
    case 'not_eligible':
      return assessment.routes.some(isOneStepAway) ? SAYINGS.almost : SAYINGS.no;
  }
}

export const SIGNS: Record<Status, { sign: string; word: string }> = {
  met: { sign: '✓', word: '符合' },
  unmet: { sign: '✗', word: '还不符合' },
  unknown: { sign: '?', word: '还不清楚' },
};

export const routeTitle = (route: Route): string =>
  route.title ?? route.conditions[0]?.citation?.title ?? route.clause;

export const interpretations = (conditions: Condition[]): string[] =>
  Array.from(
    new Set(conditions.flatMap((c) => (c.interpretation ? [c.interpretation] : []))),
  );

/** 「甲、乙或丙」: places of which one is chosen. */
export const placesInWords = (places: string[]): string =>
  places.length > 1
    ? `${places.slice(0, -1).join('、')}或${places[places.length - 1]}`
    : places.join('');

/** Each clause once, in the order first named. */
export function distinct(citations: (Citation | null | undefined)[]): Citation[] {
  const seen = new Map<string, Citation>();
  for (const citation of citations) {
    if (!citation?.clause) continue;
    const key = `${citation.document} ${citation.clause}`;
    if (!seen.has(key)) seen.set(key, citation);
  }
  return [...seen.values()];
}

/** `2026-11-24` → 「2026年11月24日」 */
export function dateInWords(date: string): string {
  const [year, month, day] = date.slice(0, 10).split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
