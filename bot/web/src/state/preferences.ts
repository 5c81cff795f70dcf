import { KEYS, onOtherTab, readJson, write } from './storage';
import { Store } from './store';

export interface Preferences {
  /** 长辈版 */
  elder: boolean;
  /** Body text in 长辈版, in CSS pixels. */
  elderSize: number;
  /** Read every new answer aloud. */
  readAloud: boolean;
  /** The factor that WeChat's own font size setting asks for. */
  wechatScale: number;
}

export const ELDER_SIZES = [18, 20, 22, 24, 26, 28, 30] as const;
const NORMAL_SIZE = 16;
const LARGE_FROM = 26;

const DEFAULTS: Preferences = { elder: false, elderSize: 22, readAloud: false, wechatScale: 1 };

const load = (): Preferences => ({
  ...DEFAULTS,
  ...readJson<Partial<Preferences>>(KEYS.preferences, {}),
});

export const preferences = new Store<Preferences>(load());

/** Everything is measured in rem, so the root's size is the one dial. */
export function applyPreferences(): void {
  const { elder, elderSize, wechatScale } = preferences.get();
  const root = document.documentElement;
  const wanted = elder ? elderSize : NORMAL_SIZE * wechatScale;
  // A percentage keeps the size that the person has set in the browser.
  root.style.fontSize = `${(wanted / NORMAL_SIZE) * 100}%`;
  root.dataset.mode = elder ? 'elder' : 'normal';
  root.dataset.size = elder && elderSize >= LARGE_FROM ? 'large' : 'usual';
}

export function setPreferences(change: Partial<Preferences>): void {
  preferences.set(change);
  write(KEYS.preferences, JSON.stringify(preferences.get()));
  applyPreferences();
}

/** An address may ask for 长辈版 (`?mode=elder`), for a menu entry or a poster of its own. */
export function startPreferences(): void {
  const mode = new URLSearchParams(window.location.search).get('mode');
  if (mode === 'elder' || mode === 'normal') setPreferences({ elder: mode === 'elder' });
  applyPreferences();
  onOtherTab([KEYS.preferences], () => {
    preferences.set(load());
    applyPreferences();
  });
}
