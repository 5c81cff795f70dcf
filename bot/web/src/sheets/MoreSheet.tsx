import { Sheet } from '../common/Sheet';
import { canSpeak } from '../speech/speak';
import { ELDER_SIZES, preferences, setPreferences } from '../state/preferences';
import { useStore } from '../state/store';

interface MoreSheetProps {
  onNotice: () => void;
  onPrivacy: () => void;
  onClose: () => void;
}

/** 更多: how it looks and sounds, the paper to take along, what is kept. */
export function MoreSheet({ onNotice, onPrivacy, onClose }: MoreSheetProps): JSX.Element {
  const { elder, elderSize, readAloud } = useStore(preferences);
  return (
    <Sheet title="更多" onClose={onClose}>
      <div className="settings">
        <button
          type="button"
          className="card-button"
          aria-pressed={elder}
          onClick={() => setPreferences({ elder: !elder })}
        >
          {elder ? '换回普通版' : '打开长辈版'}
        </button>
        {elder ? (
          <fieldset className="pick">
            <legend>字的大小</legend>
            {ELDER_SIZES.map((size) => (
              <button
                key={size}
                type="button"
                className="pick-button"
                aria-pressed={size === elderSize}
                onClick={() => setPreferences({ elderSize: size })}
              >
                {size}
              </button>
            ))}
          </fieldset>
        ) : null}
        {canSpeak() ? (
          <button
            type="button"
            className="card-button"
            aria-pressed={readAloud}
            onClick={() => setPreferences({ readAloud: !readAloud })}
          >
            {readAloud ? '不再自动念' : '新答复自动念出来'}
          </button>
        ) : null}
        <button type="button" className="card-button" onClick={onNotice}>
          告知单（打印或存图片）
        </button>
        <button type="button" className="card-button" onClick={onPrivacy}>
          怎么存、怎么删
        </button>
      </div>
    </Sheet>
  );
}
