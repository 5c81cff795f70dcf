import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import type { FactMeta, FactValue, FamilyMember } from '../api/types';
import { FamilyEditor } from './FamilyEditor';
import { boolLabel, choicesOf } from './labels';
import type { Choice } from './labels';

interface FactEditorProps {
  fact: FactMeta;
  value: FactValue;
  /** 您, 他 or 她: whose fact it is. */
  who: string;
  busy: boolean;
  /** null: not known. */
  onSave: (value: FactValue) => void;
}

const LONGEST_MONTHS = 1200;

/** One fact, changed where it stands. A choice is saved by the tap that makes it. */
export function FactEditor(props: FactEditorProps): JSX.Element {
  const { fact, value } = props;
  switch (fact.kind) {
    case 'choice':
      return <PickOne {...props} choices={choicesOf(fact)} />;
    case 'bool':
      return (
        <PickOne
          {...props}
          value={value === null ? null : String(value)}
          choices={['true', 'false'].map((key) => ({
            value: key,
            label: boolLabel(fact, key === 'true'),
          }))}
          onSave={(picked) => props.onSave(picked === null ? null : picked === 'true')}
        />
      );
    case 'months':
      return <MonthsEditor {...props} />;
    case 'text':
      return <TextEditor {...props} />;
    case 'family':
      return (
        <FamilyEditor
          names={fact.values ?? {}}
          members={Array.isArray(value) ? (value as FamilyMember[]) : []}
          who={props.who}
          busy={props.busy}
          onSave={props.onSave}
        />
      );
  }
}

function PickOne(props: FactEditorProps & { choices: Choice[] }): JSX.Element {
  const { fact, value, busy, choices, onSave } = props;
  return (
    <div className="pick" role="group" aria-label={fact.label}>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          className="pick-button"
          aria-pressed={value === choice.value}
          disabled={busy}
          onClick={() => onSave(choice.value)}
        >
          {choice.label}
        </button>
      ))}
      <button
        type="button"
        className="pick-button"
        aria-pressed={value === null}
        disabled={busy}
        onClick={() => onSave(null)}
      >
        不清楚
      </button>
    </div>
  );
}

function MonthsEditor({ fact, value, busy, onSave }: FactEditorProps): JSX.Element {
  const id = useId();
  const start = typeof value === 'number' ? value : 0;
  const [years, setYears] = useState(String(Math.floor(start / 12)));
  const [months, setMonths] = useState(String(start % 12));
  const total = Number(years || 0) * 12 + Number(months || 0);
  const wrong = !Number.isInteger(total) || total < 0 || total > LONGEST_MONTHS;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!wrong) onSave(total);
  };

  return (
    <form className="months" onSubmit={submit} aria-label={fact.label}>
      <input
        id={`${id}-years`}
        inputMode="numeric"
        pattern="[0-9]*"
        aria-label={`${fact.label}，几年`}
        value={years}
        onChange={(event) => setYears(event.target.value)}
      />
      <label htmlFor={`${id}-years`}>年</label>
      <input
        id={`${id}-months`}
        inputMode="numeric"
        pattern="[0-9]*"
        aria-label={`${fact.label}，又几个月`}
        value={months}
        onChange={(event) => setMonths(event.target.value)}
      />
      <label htmlFor={`${id}-months`}>个月</label>
      <button type="submit" className="pick-button primary" disabled={busy}>
        存好
      </button>
      <button type="button" className="pick-button" disabled={busy} onClick={() => onSave(null)}>
        不清楚
      </button>
      {wrong ? (
        <p className="field-error" role="alert">
          请填数字，比如 2 年 6 个月。
        </p>
      ) : null}
    </form>
  );
}

function TextEditor({ fact, value, busy, onSave }: FactEditorProps): JSX.Element {
  const [text, setText] = useState(typeof value === 'string' ? value : '');

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSave(text.trim() === '' ? null : text.trim());
  };

  return (
    <form className="months" onSubmit={submit}>
      <input
        className="wide"
        aria-label={fact.label}
        maxLength={40}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className="pick-button primary" disabled={busy}>
        存好
      </button>
      <button type="button" className="pick-button" disabled={busy} onClick={() => onSave(null)}>
        不清楚
      </button>
    </form>
  );
}
