import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

/** Closer to the end than this counts as being there. */
const NEAR_PX = 120;

/** Left free above a turn that is shown from its beginning. */
const ABOVE_PX = 8;

interface StickToEnd {
  /** Answers that came while the person was reading further up. */
  unseen: number;
  toEnd: () => void;
}

/**
 * Keeps the newest turn in sight, unless the person has scrolled up: then it only counts.
 * Where the newest turn and the answers to pick from are taller than the screen, it is shown from
 * its beginning: nobody should have to scroll up to find the question.
 */
export function useStickToEnd(
  log: RefObject<HTMLElement>,
  turns: number,
  ownTurn: boolean,
  waiting: boolean,
): StickToEnd {
  const [unseen, setUnseen] = useState(0);
  const atEnd = useRef(true);
  const seenTurns = useRef(turns);

  const toEnd = useCallback(() => {
    const box = log.current;
    if (box === null) return;
    const all = box.querySelectorAll<HTMLElement>('[data-role]');
    const last = all[all.length - 1];
    box.scrollTop = box.scrollHeight;
    if (last !== undefined) {
      const hidden = box.getBoundingClientRect().top - last.getBoundingClientRect().top;
      if (hidden > 0) box.scrollTop -= hidden + ABOVE_PX;
    }
    atEnd.current = true;
    setUnseen(0);
  }, [log]);

  useEffect(() => {
    const box = log.current;
    if (box === null) return undefined;
    const watch = (): void => {
      atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
      if (atEnd.current) setUnseen(0);
    };
    box.addEventListener('scroll', watch, { passive: true });
    return () => box.removeEventListener('scroll', watch);
  }, [log]);

  useLayoutEffect(() => {
    const added = turns - seenTurns.current;
    seenTurns.current = turns;
    if (added <= 0 || atEnd.current || ownTurn) toEnd();
    else setUnseen((count) => count + added);
  }, [turns, ownTurn, toEnd]);

  useLayoutEffect(() => {
    if (waiting && atEnd.current) toEnd();
  }, [waiting, toEnd]);

  return { unseen, toEnd };
}
