import type { Assessment } from '../api/types';

/**
 * The sentences of a verdict that its card does not show in its own way: the verdict itself,
 * what has changed, what is taken for granted. The rest stays one tap away.
 */
export function briefOf(text: string, assessment: Assessment, caution: string | null): string {
  const shown = [
    ...assessment.routes.flatMap((route) => [
      ...(route.title ? [`${route.title}（${route.clause}）`, `${route.title}：`] : []),
      ...(route.remedy ? [route.remedy.text] : []),
      ...route.conditions.flatMap((condition) => condition.interpretation ?? []),
    ]),
    ...assessment.family.map((member) => member.reason),
    ...(caution === null ? [] : [caution]),
  ].filter((part) => part !== '');
  const lines = text.split('\n');
  // The first sentence is the verdict, whatever it names.
  const kept = lines.filter((line, at) => at === 0 || !shown.some((part) => line.includes(part)));
  return kept.join('\n');
}
