import type { Meta } from '../api/types';

/** Whom the talk is about: the person who asks, or somebody that they ask for. */
export interface About {
  /** 您父亲; null where it is the person who asks. */
  name: string | null;
  /** 您, 他 or 她 */
  who: string;
  /** 我的情况, 他的情况: for a button that has little room. */
  short: string;
  /** 我的情况, 您父亲的情况 */
  title: string;
}

const SELF: About = { name: null, who: '您', short: '我的情况', title: '我的情况' };

export function aboutOf(meta: Meta | null, subject: string | null | undefined): About {
  if (subject == null) return SELF;
  const { name, who } = meta?.subjects?.[subject] ?? { name: '这位', who: '他' };
  return { name, who, short: `${who}的情况`, title: `${name}的情况` };
}

/** A sentence about somebody else begins with who that is. */
export const saidOf = (about: About, sentence: string): string =>
  about.name === null ? sentence : `${about.name}：${sentence}`;

/** 配偶, or 他的配偶 where the family is somebody else's. */
export const kinOf = (about: About, relation: string): string =>
  about.name === null ? relation : `${about.who}的${relation}`;
