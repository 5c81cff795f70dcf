/**
 * One line in another page:  <script src="https://…/embed.js" async></script>
 * puts a floating button there that opens the conversation in a frame of its own origin.
 *
 * Optional attributes of the script element: data-label (the button's words),
 * data-side ("left" or "right"), data-mode ("elder" opens 长辈版).
 *
 * Styles are set one by one on the elements: a host page with a strict policy allows that,
 * and its own style sheets cannot get in between.
 */
(() => {
  const script = document.currentScript as HTMLScriptElement | null;
  if (script === null) return;
  const home = new URL(script.src).origin;
  const side = script.dataset.side === 'left' ? 'left' : 'right';
  const label = script.dataset.label ?? '落户问答';
  const mode = script.dataset.mode === 'elder' ? '&mode=elder' : '';
  const TOP = '2147483000';
  const NARROW = 480;

  const style = (element: HTMLElement, rules: Record<string, string>): void => {
    for (const [name, value] of Object.entries(rules)) {
      element.style.setProperty(name, value, 'important');
    }
  };

  const button = document.createElement('button');
  let frame: HTMLIFrameElement | null = null;
  let open = false;

  const place = (): void => {
    if (frame === null) return;
    const narrow = window.innerWidth <= NARROW;
    style(frame, {
      display: open ? 'block' : 'none',
      position: 'fixed',
      bottom: narrow ? '0' : '88px',
      [side]: narrow ? '0' : '16px',
      width: narrow ? '100%' : '400px',
      height: narrow ? '100%' : 'min(640px, calc(100% - 104px))',
      border: '0',
      'border-radius': narrow ? '0' : '12px',
      'box-shadow': '0 8px 40px rgba(0, 0, 0, .3)',
      background: '#ededed',
      'z-index': TOP,
    });
    style(button, { display: open && narrow ? 'none' : 'inline-block' });
  };

  /** Only our own origin reads these. */
  const tell = (type: string): void => {
    frame?.contentWindow?.postMessage({ type }, home);
  };

  const build = (): void => {
    frame = document.createElement('iframe');
    frame.src = `${home}/?embed=1${mode}`;
    frame.title = label;
    frame.allow = 'microphone; clipboard-write';
    frame.addEventListener('load', () => tell('luohu:hello'));
    document.body.appendChild(frame);
  };

  const show = (wanted: boolean): void => {
    open = wanted;
    if (open && frame === null) build();
    button.setAttribute('aria-expanded', String(open));
    button.textContent = open ? `收起${label}` : label;
    place();
    if (open) {
      tell('luohu:open');
      frame?.focus();
    } else {
      button.focus();
    }
  };

  const start = (): void => {
    button.type = 'button';
    button.textContent = label;
    button.id = 'luohu-embed-button';
    button.setAttribute('aria-expanded', 'false');
    style(button, {
      position: 'fixed',
      bottom: '20px',
      [side]: '16px',
      'min-width': '60px',
      'min-height': '56px',
      padding: '12px 20px',
      border: '0',
      'border-radius': '28px',
      background: '#0a6b35',
      color: '#fff',
      font: '600 17px/1.4 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif',
      'box-shadow': '0 4px 16px rgba(0, 0, 0, .3)',
      cursor: 'pointer',
      'z-index': TOP,
    });
    button.addEventListener('click', () => show(!open));
    document.body.appendChild(button);
    window.addEventListener('resize', place);
    window.addEventListener('message', (event: MessageEvent) => {
      if (event.origin !== home || event.source !== frame?.contentWindow) return;
      if ((event.data as { type?: string } | null)?.type === 'luohu:close') show(false);
    });
  };

  if (document.body !== null) start();
  else document.addEventListener('DOMContentLoaded', start);
})();
