import { useCallback, useId } from 'react';
import type { FormEvent, KeyboardEvent } from 'react';
import { Input } from '@chatui/core';
import { Icon } from '../common/Icon';
import { useListening } from '../speech/listen';
import { preferences } from '../state/preferences';
import { Store, useStore } from '../state/store';

/** What is being written; outside the component, so that a refused message can come back. */
export const draft = new Store<{ text: string }>({ text: '' });

const INPUT_METHOD_KEY = 229;

/** The server takes no longer message. */
const MAX_LENGTH = 2000;

export function Composer({ onSend }: { onSend: (text: string) => void }): JSX.Element {
  const { text } = useStore(draft);
  const { elder } = useStore(preferences);
  const hintId = useId();
  const heard = useCallback((words: string) => draft.set({ text: words }), []);
  const listening = useListening(heard);

  const send = (): void => {
    if (text.trim() === '') return;
    if (listening.active) listening.toggle();
    onSend(text);
    draft.set({ text: '' });
  };

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send();
  };

  const keyDown = (event: KeyboardEvent): void => {
    // While a Chinese input method is choosing characters, Enter belongs to it; Safari says so
    // only by this code, since there the choice has ended before the key comes.
    const choosing = event.nativeEvent.isComposing || event.keyCode === INPUT_METHOD_KEY;
    if (event.key !== 'Enter' || event.shiftKey || choosing) return;
    event.preventDefault();
    send();
  };

  return (
    <form className="composer" onSubmit={submit}>
      {listening.problem ? (
        <p className="composer-problem" role="status">
          {listening.problem}
        </p>
      ) : null}
      <div className="composer-row">
        {listening.available ? (
          <button
            type="button"
            className={listening.active ? 'icon-button mic mic-on' : 'icon-button mic'}
            aria-pressed={listening.active}
            aria-label={listening.active ? '说完了' : '按一下说话'}
            onClick={listening.toggle}
          >
            <Icon name={listening.active ? 'stop' : 'mic'} />
            <span className="mic-word" aria-hidden="true">
              {listening.active ? '说完' : '说话'}
            </span>
          </button>
        ) : null}
        <div className="composer-box">
          <Input
            id="composer"
            aria-label="您想问什么"
            aria-describedby={hintId}
            placeholder={listening.active ? '请说，我在听…' : elder ? '在这里打字' : '说说您的情况，或直接问'}
            autoSize
            multiline
            maxRows={5}
            maxLength={MAX_LENGTH}
            showCount={false}
            enterKeyHint="send"
            autoComplete="off"
            value={text}
            onChange={(value) => draft.set({ text: value })}
            onKeyDown={keyDown}
          />
        </div>
        <button type="submit" className="send" aria-disabled={text.trim() === ''}>
          发送
        </button>
      </div>
      <span id={hintId} className="visually-hidden">
        按回车发送，按住 Shift 再按回车换行
      </span>
    </form>
  );
}
