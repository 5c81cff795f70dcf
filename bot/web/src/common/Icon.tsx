/** Line drawings of 24 × 24; decoration only, the words stand beside or in the label. */
const PATHS = {
  up: 'M7 11v9H4v-9zM7 11l4-8c1.6 0 2.6 1.2 2.3 2.8L12.7 9H19a2 2 0 0 1 2 2.3l-1 6.9A2 2 0 0 1 18 20H7',
  down: 'M7 13V4H4v9zM7 13l4 8c1.6 0 2.6-1.2 2.3-2.8L12.7 15H19a2 2 0 0 0 2-2.3l-1-6.9A2 2 0 0 0 18 4H7',
  copy: 'M9 9h11v12H9zM5 15H4V3h11v2',
  sound: 'M4 9v6h4l5 4V5L8 9zM16.5 8.5a5 5 0 0 1 0 7M19 6a9 9 0 0 1 0 12',
  stop: 'M6 6h12v12H6z',
  mic: 'M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM5 11a7 7 0 0 0 14 0M12 18v3',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 4-6 8-6s8 2 8 6',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  close: 'M6 6l12 12M18 6L6 18',
  send: 'M4 12l16-8-6 16-3-6z',
  paper: 'M6 3h9l4 4v14H6zM9 11h7M9 15h7',
  home: 'M4 11l8-7 8 7v9h-5v-6H9v6H4z',
  arrow: 'M6 9l6 6 6-6',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
