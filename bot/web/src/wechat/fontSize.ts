import { setPreferences } from '../state/preferences';

/** The bridge that WeChat puts into pages it shows. */
interface Bridge {
  invoke(name: string, parameters: Record<string, unknown>): void;
  on(name: string, listener: (event: { fontSize?: number | string }) => void): void;
}

/** WeChat's eight steps of 字体大小, as factors; step 2 is its standard. */
const STEPS = [1, 0.9, 1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6];

export const scaleOfStep = (step: number): number => STEPS[step] ?? (step > 8 ? 1.6 : 1);

/**
 * Takes over WeChat's font size: its own zoom is set back to standard, and the step chosen
 * in its menu scales our root size instead, so that boxes grow with their words.
 */
export function followWeChatFontSize(): void {
  const attach = (): void => {
    const bridge = (window as unknown as { WeixinJSBridge?: Bridge }).WeixinJSBridge;
    if (bridge === undefined) return;
    bridge.invoke('setFontSizeCallback', { fontSize: 0 });
    bridge.on('menu:setfont', ({ fontSize }) => {
      bridge.invoke('setFontSizeCallback', { fontSize: 0 });
      setPreferences({ wechatScale: scaleOfStep(Number(fontSize ?? 0)) });
    });
  };
  if ('WeixinJSBridge' in window) attach();
  else document.addEventListener('WeixinJSBridgeReady', attach, { once: true });
}
