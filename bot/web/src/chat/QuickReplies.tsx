import type { ReplyButton } from '../api/types';

interface QuickRepliesProps {
  buttons: ReplyButton[];
  onPick: (payload: string) => void;
}

/** The answers that one tap can give. */
export function QuickReplies({ buttons, onPick }: QuickRepliesProps): JSX.Element | null {
  if (buttons.length === 0) return null;
  return (
    <div className="quick-replies" role="group" aria-label="可以点着回答">
      {buttons.map((button) => (
        <button
          key={`${button.title} ${button.payload}`}
          type="button"
          className="quick-reply"
          onClick={() => onPick(button.payload)}
        >
          {button.title}
        </button>
      ))}
    </div>
  );
}
