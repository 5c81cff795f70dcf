import { Store, useStore } from '../state/store';

/** A short sentence that goes by itself; read out politely, never as an alarm. */
const toast = new Store<{ text: string; id: number }>({ text: '', id: 0 });

const SHOWN_MS = 4000;

export function say(text: string): void {
  const id = toast.get().id + 1;
  toast.set({ text, id });
  window.setTimeout(() => {
    if (toast.get().id === id) toast.set({ text: '' });
  }, SHOWN_MS);
}

export function ToastArea(): JSX.Element {
  const { text } = useStore(toast);
  return (
    <div className={text ? 'toast toast-shown' : 'toast'} role="status" aria-live="polite">
      {text}
    </div>
  );
}
