import { useRef, useState } from 'react';
import type { FactMeta, FactValue, Meta } from '../api/types';
import { sayingOf } from '../cards/verdict';
import { Sheet } from '../common/Sheet';
import { conversation } from '../state/app';
import type { ConversationState } from '../state/conversation';
import { FactEditor } from './FactEditor';
import { valueInWords } from './labels';
import { aboutOf, saidOf } from './subject';

interface FactsSheetProps {
  state: ConversationState;
  meta: Meta | null;
  onClose: () => void;
}

/** 我的情况, or somebody else's: every fact, editable where it stands; the verdict follows. */
export function FactsSheet({ state, meta, onClose }: FactsSheetProps): JSX.Element {
  const [editing, setEditing] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const buttons = useRef(new Map<string, HTMLButtonElement>());
  const { facts, assessment } = state;
  const about = aboutOf(meta, state.subject);

  const save = async (fact: FactMeta, value: FactValue): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await conversation.changeFacts({ [fact.key]: value });
      setEditing(null);
      // The row may have moved to the other list: wait for it to be drawn there.
      window.requestAnimationFrame(() => buttons.current.get(fact.key)?.focus());
    } catch (error) {
      setProblem(error instanceof Error ? error.message : '没有存好，请再试一次。');
    } finally {
      setBusy(false);
    }
  };

  const row = (fact: FactMeta): JSX.Element => {
    const value = facts[fact.key] ?? null;
    const open = editing === fact.key;
    const word = open ? '收起' : value === null ? '填' : '改';
    return (
      <li key={fact.key} className="fact">
        <div className="fact-line">
          <span className="fact-label">{fact.label}</span>
          <span className={value === null ? 'fact-value fact-unknown' : 'fact-value'}>
            {valueInWords(fact, value)}
          </span>
          <button
            type="button"
            className="pick-button fact-edit"
            aria-expanded={open}
            aria-label={`${word}：${fact.label}`}
            ref={(element) => {
              if (element === null) buttons.current.delete(fact.key);
              else buttons.current.set(fact.key, element);
            }}
            onClick={() => {
              setProblem(null);
              setEditing(open ? null : fact.key);
            }}
          >
            {word}
          </button>
        </div>
        {open ? (
          <FactEditor
            fact={fact}
            value={value}
            who={about.who}
            busy={busy}
            onSave={(wanted) => void save(fact, wanted)}
          />
        ) : null}
        {open && problem ? (
          <p className="field-error" role="alert">
            {problem}
          </p>
        ) : null}
      </li>
    );
  };

  const all = meta?.facts ?? [];
  const isKnown = (fact: FactMeta): boolean => facts[fact.key] != null;
  const known = all.filter(isKnown);
  const unknown = all.filter((fact) => !isKnown(fact));
  const saying = assessment === null ? null : sayingOf(assessment);

  return (
    <Sheet title={about.title} onClose={onClose}>
      {about.name === null ? null : (
        <p>
          您在替{about.name}问，下面都是{about.who}的情况，不是您自己的。
        </p>
      )}
      <p className={saying ? `panel-verdict verdict-${saying.id}` : 'panel-verdict'} role="status">
        {saying ? (
          <>
            <span aria-hidden="true">{saying.sign} </span>
            <strong>{saying.word}</strong>　{saidOf(about, saying.line)}
          </>
        ) : (
          '还没有结论。改了这里，结论会跟着变。'
        )}
      </p>
      {known.length > 0 ? <ul className="facts">{known.map(row)}</ul> : null}
      {unknown.length > 0 ? (
        <>
          <h3>还没说的（知道就填，不知道就空着）</h3>
          <ul className="facts">{unknown.map(row)}</ul>
        </>
      ) : null}
    </Sheet>
  );
}
