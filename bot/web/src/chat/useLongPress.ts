import { useRef } from 'react';
import type { PointerEvent } from 'react';

const PRESS_MS = 500;
const MOVE_PX = 10;

interface PressHandlers {
  onPointerDown: (event: PointerEvent) => void;
  onPointerMove: (event: PointerEvent) => void;
  onPointerUp: () => void;
  onPointerCancel: () => void;
}

/** A finger that stays where it is. A mouse has the hover button instead. */
export function useLongPress(pressed: () => void): PressHandlers {
  const timer = useRef<number>();
  const start = useRef({ x: 0, y: 0 });
  const cancel = (): void => window.clearTimeout(timer.current);
  return {
    onPointerDown: (event) => {
      if (event.pointerType === 'mouse') return;
      start.current = { x: event.clientX, y: event.clientY };
      cancel();
      timer.current = window.setTimeout(pressed, PRESS_MS);
    },
    onPointerMove: (event) => {
      const { x, y } = start.current;
      if (Math.hypot(event.clientX - x, event.clientY - y) > MOVE_PX) cancel();
    },
    onPointerUp: cancel,
    onPointerCancel: cancel,
  };
}
