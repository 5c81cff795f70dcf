import type { Message, Reply, ReplyButton } from '../api/types';

/** An open question's answers stand alone: ways to other subjects beside them would confuse. */
function buttonsOf(replies: Reply[]): ReplyButton[] {
  const last = replies[replies.length - 1];
  const asking = last?.kind === 'question' && (last.buttons ?? []).length > 0;
  const buttons = (asking && last ? [last] : replies).flatMap((reply) => reply.buttons ?? []);
  return buttons.filter(
    (button, at) => buttons.findIndex((other) => other.title === button.title) === at,
  );
}

/** The buttons of the newest answer; a fact edited by hand may have been answered by nothing. */
export function openButtons(messages: Message[]): ReplyButton[] {
  for (let index = messages.length - 1; index >= 0; index -= 1) {
    const message = messages[index];
    if (message?.role !== 'assistant') return [];
    if (message.replies.length > 0) return buttonsOf(message.replies);
  }
  return [];
}
