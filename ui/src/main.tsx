import './shared/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { createRoot } from 'react-dom/client';
import { takeSeatCode } from './bridge/open';
import { keepAddress } from './desk/address';
import { answers } from './desk/questions';
import { antdTheme } from './shared/theme';
import { wear } from './shared/tokens';
import { App } from './views/App';

const THEME = 'dark';

wear(THEME);
document.documentElement.dataset.map = 'busy';
const seatCode = takeSeatCode();
// A link with a code, opened where the page is open already, is only a change of the fragment.
window.addEventListener('hashchange', () => {
  if (new URLSearchParams(location.hash.slice(1)).has('seat')) location.reload();
});
keepAddress();

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
createRoot(root).render(
  <ConfigProvider locale={zhCN} theme={antdTheme(THEME)} button={{ autoInsertSpace: false }}>
    <QueryClientProvider client={answers}>
      <App seatCode={seatCode} />
    </QueryClientProvider>
  </ConfigProvider>,
);
