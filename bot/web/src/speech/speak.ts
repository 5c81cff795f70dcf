import { Store } from '../state/store';

/** What is being read aloud just now, so that its button can stop it. */
export const speaking = new Store<{ key: string | null }>({ key: null });

const synthesis = (): SpeechSynthesis | null =>
  'speechSynthesis' in window && 'SpeechSynthesisUtterance' in window
    ? window.speechSynthesis
    : null;

export const canSpeak = (): boolean => synthesis() !== null;

/** A little slower than the voice's own pace. */
const RATE = 0.9;

export function speak(key: string, text: string): void {
  const voice = synthesis();
  if (voice === null) return;
  voice.cancel();
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.lang = 'zh-CN';
  utterance.rate = RATE;
  const done = (): void => {
    if (speaking.get().key === key) speaking.set({ key: null });
  };
  utterance.onend = done;
  utterance.onerror = done;
  speaking.set({ key });
  voice.speak(utterance);
}

export function hush(): void {
  synthesis()?.cancel();
  speaking.set({ key: null });
}
