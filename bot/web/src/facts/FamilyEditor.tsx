import { useState } from 'react';
import type { FamilyMember, FactValue } from '../api/types';
import { RELATIONS } from './labels';

interface FamilyEditorProps {
  members: FamilyMember[];
  /** The server's names for the relations, where it has them. */
  names: Record<string, string>;
  who: string;
  busy: boolean;
  onSave: (value: FactValue) => void;
}

type Known = boolean | null | undefined;

const toText = (value: Known): string => (value == null ? '' : String(value));
const fromText = (text: string): boolean | null => (text === '' ? null : text === 'true');

/** The server takes no null inside a member: what is not known is left out. */
const cleaned = (member: FamilyMember): FamilyMember => ({
  relation: member.relation,
  ...(member.living_together == null ? {} : { living_together: member.living_together }),
  ...(member.married == null ? {} : { married: member.married }),
});

function YesNo(props: {
  label: string;
  unknown: string;
  yes: string;
  no: string;
  value: Known;
  onChange: (value: boolean | null) => void;
}): JSX.Element {
  return (
    <select
      aria-label={props.label}
      value={toText(props.value)}
      onChange={(event) => props.onChange(fromText(event.target.value))}
    >
      <option value="">{props.unknown}</option>
      <option value="true">{props.yes}</option>
      <option value="false">{props.no}</option>
    </select>
  );
}

/** Who is to come along: any number, each with what the rule asks about it. */
export function FamilyEditor(props: FamilyEditorProps): JSX.Element {
  const { members, names, who, busy, onSave } = props;
  const [list, setList] = useState<FamilyMember[]>(members);
  const change = (index: number, part: Partial<FamilyMember>): void =>
    setList(list.map((member, place) => (place === index ? { ...member, ...part } : member)));

  return (
    <div className="family-editor">
      {list.map((member, index) => (
        <div key={index} className="family-row" role="group" aria-label={`第 ${index + 1} 位家人`}>
          <select
            aria-label={`是${who}的什么人`}
            value={member.relation}
            onChange={(event) => change(index, { relation: event.target.value })}
          >
            {Object.keys(RELATIONS).map((relation) => (
              <option key={relation} value={relation}>
                {names[relation] ?? RELATIONS[relation]}
              </option>
            ))}
          </select>
          <YesNo
            label={`和${who}一起住吗`}
            unknown="一起住？不清楚"
            yes="一起住"
            no="不一起住"
            value={member.living_together}
            onChange={(value) => change(index, { living_together: value })}
          />
          {member.relation === 'child' ? (
            <YesNo
              label="结婚了吗"
              unknown="结婚？不清楚"
              yes="已婚"
              no="未婚"
              value={member.married}
              onChange={(value) => change(index, { married: value })}
            />
          ) : null}
          <button
            type="button"
            className="pick-button"
            aria-label={`去掉第 ${index + 1} 位家人`}
            onClick={() => setList(list.filter((_, place) => place !== index))}
          >
            去掉
          </button>
        </div>
      ))}
      <div className="pick">
        <button
          type="button"
          className="pick-button"
          onClick={() => setList([...list, { relation: 'spouse' }])}
        >
          添一位家人
        </button>
        <button
          type="button"
          className="pick-button primary"
          disabled={busy}
          onClick={() => onSave(list.length > 0 ? list.map(cleaned) : null)}
        >
          存好
        </button>
      </div>
    </div>
  );
}
