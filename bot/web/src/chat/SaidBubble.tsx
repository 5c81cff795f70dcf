import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Bubble } from '@chatui/core';
import { copyText } from '../common/copy';
import { useLongPress } from './useLongPress';

interface SaidBubbleProps {
  text: string;
  children: ReactNode;
}

/** A bubble with 复制: on a long press, on hover, and for the keyboard. */
export function SaidBubble({ text, children }: SaidBubbleProps): JSX.Element {
  const [menu, setMenu] = useState(false);
  const wrap = useRef<HTMLDivElement>(null);
  const press = useLongPress(() => setMenu(true));

  useEffect(() => {
    if (!menu) return undefined;
    const close = (event: Event): void => {
      if (!(event.target instanceof Node && wrap.current?.contains(event.target))) setMenu(false);
    };
    document.addEventListener('pointerdown', close);
    return () => document.removeEventListener('pointerdown', close);
  }, [menu]);

  return (
    <div className={menu ? 'bubble-wrap menu-open' : 'bubble-wrap'} ref={wrap}>
      <Bubble {...press} onKeyDown={(event) => event.key === 'Escape' && setMenu(false)}>
        {children}
      </Bubble>
      <button
        type="button"
        className="copy-button"
        onClick={() => {
          setMenu(false);
          void copyText(text);
        }}
      >
        复制
        <span className="visually-hidden">：{text.slice(0, 12)}</span>
      </button>
    </div>
  );
}
