import { createRoot } from 'react-dom/client';
import { App } from './App';
import { listenToHost } from './embed/bridge';
import { conversation, loadMeta } from './state/app';
import { startPreferences } from './state/preferences';
import { followWeChatFontSize } from './wechat/fontSize';
import './styles/index.css';

startPreferences();
followWeChatFontSize();
listenToHost();
loadMeta();
conversation.start();

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App />);
