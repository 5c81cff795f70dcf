import type { FactMeta, FactValue, FamilyMember, Meta } from '../api/types';

export const RELATIONS: Record<string, string> = {
  spouse: '配偶',
  child: '子女',
  parent: '父母',
  other: '其他亲属',
};

export interface Choice {
  value: string;
  label: string;
}

/** What may be picked for a fact, in the server's order. */
export function choicesOf(fact: FactMeta): Choice[] {
  return Object.entries(fact.values ?? {}).map(([value, label]) => ({ value, label }));
}

const YES_NO: Record<string, string> = { true: '是', false: '不是' };

export const boolLabel = (fact: FactMeta, value: boolean): string =>
  fact.values?.[String(value)] ?? YES_NO[String(value)] ?? '';

/** 30 → 「2年6个月」; the stored unit is whole months. */
export function monthsInWords(months: number): string {
  const years = Math.floor(months / 12);
  const rest = months % 12;
  if (years === 0) return `${rest}个月`;
  return rest === 0 ? `${years}年` : `${years}年${rest}个月`;
}

function memberInWords(member: FamilyMember, names: Record<string, string>): string {
  const said = [
    member.living_together === true ? '一起住' : member.living_together === false ? '不一起住' : '',
    member.married === true ? '已婚' : member.married === false ? '未婚' : '',
  ].filter((part) => part !== '');
  const name = names[member.relation] ?? RELATIONS[member.relation] ?? member.relation;
  return said.length > 0 ? `${name}（${said.join('，')}）` : name;
}

/** A fact's value as a person would say it. */
export function valueInWords(fact: FactMeta, value: FactValue): string {
  if (value === null) return '还不清楚';
  if (Array.isArray(value)) {
    if (value.length === 0) return '没有';
    return value.map((member) => memberInWords(member, fact.values ?? {})).join('、');
  }
  if (typeof value === 'boolean') return boolLabel(fact, value);
  if (typeof value === 'number') return monthsInWords(value);
  return fact.values?.[value] ?? value;
}

export const labelOf = (meta: Meta | null, key: string): string =>
  meta?.facts.find((fact) => fact.key === key)?.label ?? key;

/** 爱人, as the server calls it. */
export const relationIn = (meta: Meta | null, relation: string): string =>
  meta?.facts.find((fact) => fact.kind === 'family')?.values?.[relation] ??
  RELATIONS[relation] ??
  relation;
