import type { Meta } from '../api/types';
import { Icon } from '../common/Icon';
import { askHostToClose, isEmbedded } from '../embed/bridge';
import { setPreferences } from '../state/preferences';

interface NavbarProps {
  meta: Meta | null;
  elder: boolean;
  onMore: () => void;
}

export function Navbar({ meta, elder, onMore }: NavbarProps): JSX.Element {
  return (
    <div className="navbar">
      {isEmbedded() ? (
        <button
          type="button"
          className="icon-button"
          aria-label="收起对话"
          onClick={() => askHostToClose(meta?.embed_hosts ?? [])}
        >
          <Icon name="close" />
        </button>
      ) : null}
      <h1>{meta?.city ?? ''}落户问答</h1>
      <button
        type="button"
        className="mode-button"
        onClick={() => setPreferences({ elder: !elder })}
      >
        {elder ? '普通版' : '长辈版'}
      </button>
      <button type="button" className="icon-button" aria-label="更多" onClick={onMore}>
        <Icon name="more" />
      </button>
    </div>
  );
}
