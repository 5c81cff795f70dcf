import type { Meta } from '../api/types';
import { PhoneText } from '../common/PhoneText';
import { Sheet } from '../common/Sheet';

interface HumanSheetProps {
  meta: Meta | null;
  onNotice: () => void;
  onClose: () => void;
}

/** The way to a person. */
export function HumanSheet({ meta, onNotice, onClose }: HumanSheetProps): JSX.Element {
  const text = meta?.human.text ?? '请到当地公安局户籍窗口或派出所问工作人员。';
  return (
    <Sheet title="找人问" onClose={onClose}>
      <p className="said">
        <PhoneText text={text} />
      </p>
      <p>去之前可以把您的情况打印出来，或者存成图片，带给工作人员看。</p>
      <button type="button" className="card-button" onClick={onNotice}>
        打开告知单
      </button>
    </Sheet>
  );
}
