import { Avatar } from '@chatui/core';
import { Icon } from '../common/Icon';
import { SaidBubble } from './SaidBubble';

interface UserTurnProps {
  text: string;
  /** 「正在发送」 and the like; absent once it has arrived. */
  state?: string | undefined;
  /** Why the server refused it, with a way out. */
  error?: string | undefined;
  onRewrite?: () => void;
}

export function UserTurn({ text, state, error, onRewrite }: UserTurnProps): JSX.Element {
  return (
    <div className="turn turn-right" data-role="user">
      <div className="turn-body">
        <span className="visually-hidden">您说：</span>
        <SaidBubble text={text}>
          <p className="said">{text}</p>
        </SaidBubble>
        {state ? <span className="send-state">{state}</span> : null}
        {error ? (
          <p className="send-error">
            {error}
            <button type="button" className="text-button" onClick={onRewrite}>
              改一改再发
            </button>
          </p>
        ) : null}
      </div>
      <Avatar shape="square" className="avatar-me">
        <Icon name="person" />
      </Avatar>
    </div>
  );
}
