import { useState } from 'react';
import type { Meta } from '../api/types';
import { Sheet } from '../common/Sheet';
import { conversation } from '../state/app';

interface PrivacySheetProps {
  meta: Meta | null;
  onClose: () => void;
}

/** What is kept, for how long, and the button that ends it. */
export function PrivacySheet({ meta, onClose }: PrivacySheetProps): JSX.Element {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const forget = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await conversation.forget();
      onClose();
    } catch {
      setProblem('现在连不上，还没有删。请过一会儿再点。');
      setBusy(false);
    }
  };

  return (
    <Sheet title="怎么存、怎么删" onClose={onClose}>
      <ul className="plain-list">
        <li>
          <strong>存什么：</strong>您在这里说的话、我们归纳出的情况（比如住房、社保），还有给您的答复。
        </li>
        <li>
          <strong>不存什么：</strong>身份证号和手机号会先遮住再存。也请不要写姓名。
        </li>
        <li>
          <strong>存多久：</strong>
          {meta ? `最多 ${meta.retention_days} 天，到期自动删掉。` : '到期自动删掉。'}
        </li>
        <li>
          <strong>存在哪：</strong>这个网站的服务器上。您的手机或电脑里只记一个编号，好让您下次接着聊。
        </li>
        <li>
          <strong>随时能删：</strong>点下面的按钮，服务器上的对话和情况一并删掉，找不回来。
        </li>
      </ul>
      {asking ? (
        <div className="pick" role="group" aria-label="确定删除吗">
          <p>确定删除吗？删了就找不回来了。</p>
          <button
            type="button"
            className="pick-button danger"
            disabled={busy}
            onClick={() => void forget()}
          >
            确定删除
          </button>
          <button type="button" className="pick-button" onClick={() => setAsking(false)}>
            先不删
          </button>
        </div>
      ) : (
        <button type="button" className="card-button danger" onClick={() => setAsking(true)}>
          删除这次对话和我的情况
        </button>
      )}
      {problem ? (
        <p className="field-error" role="alert">
          {problem}
        </p>
      ) : null}
    </Sheet>
  );
}
