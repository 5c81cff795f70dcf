import { useCallback, useEffect, useRef, useState } from 'react';

/** The part of the browser's recogniser that is used here; TypeScript does not carry its types. */
interface Recogniser {
  lang: string;
  interimResults: boolean;
  continuous: boolean;
  onresult: ((event: RecogniserEvent) => void) | null;
  onend: (() => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  start(): void;
  stop(): void;
  abort(): void;
}

interface RecogniserEvent {
  results: ArrayLike<ArrayLike<{ transcript: string }>>;
}

type RecogniserClass = new () => Recogniser;

function recogniserClass(): RecogniserClass | null {
  const scope = window as unknown as {
    SpeechRecognition?: RecogniserClass;
    webkitSpeechRecognition?: RecogniserClass;
  };
  return scope.SpeechRecognition ?? scope.webkitSpeechRecognition ?? null;
}

export interface Listening {
  available: boolean;
  active: boolean;
  problem: string | null;
  toggle: () => void;
}

/** Turns speech into text while it is spoken; the keyboard stays where it is. */
export function useListening(heard: (text: string) => void): Listening {
  const current = useRef<Recogniser | null>(null);
  const [active, setActive] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const Recognition = recogniserClass();

  useEffect(() => () => current.current?.abort(), []);

  const toggle = useCallback(() => {
    if (current.current !== null) {
      current.current.stop();
      return;
    }
    if (Recognition === null) return;
    const recogniser = new Recognition();
    recogniser.lang = 'zh-CN';
    recogniser.interimResults = true;
    recogniser.continuous = false;
    recogniser.onresult = (event) => {
      const parts = Array.from(event.results, (result) => result[0]?.transcript ?? '');
      heard(parts.join(''));
    };
    recogniser.onend = () => {
      current.current = null;
      setActive(false);
    };
    recogniser.onerror = ({ error }) => {
      const silent = error === 'no-speech' || error === 'aborted';
      setProblem(silent ? '没有听清，请再说一遍，也可以打字。' : '现在用不了语音，请您打字。');
    };
    current.current = recogniser;
    setProblem(null);
    setActive(true);
    try {
      recogniser.start();
    } catch {
      current.current = null;
      setActive(false);
      setProblem('现在用不了语音，请您打字。');
    }
  }, [Recognition, heard]);

  return { available: Recognition !== null, active, problem, toggle };
}
