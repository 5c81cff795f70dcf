import { createRoot } from 'react-dom/client';
import { Refused, api } from '../api/client';
import { KEYS, read } from '../state/storage';
import { startPreferences } from '../state/preferences';
import { NoticePage } from './NoticePage';
import { noticeBlocks, today } from './content';
import '../styles/notice-page.css';

/** The id comes behind the #, which no server sees; else from this browser's own note. */
function sessionId(): string | null {
  return new URLSearchParams(window.location.hash.slice(1)).get('session') ?? read(KEYS.session);
}

function Message({ text }: { text: string }): JSX.Element {
  return (
    <main className="paper">
      <h1>落户情况告知单</h1>
      <p role="status">{text}</p>
      <p>
        <a className="card-button" href="/">
          回到对话
        </a>
      </p>
    </main>
  );
}

async function page(): Promise<JSX.Element> {
  const id = sessionId();
  if (id === null) return <Message text="还没有对话。先在对话里说说您的情况，再来打印。" />;
  try {
    const [meta, session] = await Promise.all([api.meta(), api.session(id)]);
    const assessment = session.assessment ?? (await api.assess(session.facts));
    const blocks = noticeBlocks({
      meta,
      facts: session.facts,
      subject: session.subject ?? null,
      assessment,
      day: assessment.as_of ?? today(),
    });
    document.title = `${meta.city}落户情况告知单`;
    return <NoticePage blocks={blocks} session={id} />;
  } catch (error) {
    const gone = error instanceof Refused && error.status === 404;
    return (
      <Message
        text={gone ? '这次对话已经到期或被删除。' : '现在连不上，请过一会儿刷新这一页。'}
      />
    );
  }
}

startPreferences();
const element = document.getElementById('root');
if (element !== null) {
  const root = createRoot(element);
  void page().then((content) => root.render(content));
}
