import './shared/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { takeSeatCode } from './bridge/open';
import { keepAddress } from './desk/address';
import { answers } from './desk/questions';
import { dress, useTheme } from './shared/dress';
import { useLanguage } from './shared/language';
import { antdTheme } from './shared/theme';
import { App } from './views/App';
import { Guarded } from './views/Guarded';

dress();
document.documentElement.dataset.map = 'busy';
const seatCode = takeSeatCode();
// A link with a code, opened where the page is open already, is only a change of the fragment.
window.addEventListener('hashchange', () => {
  if (new URLSearchParams(location.hash.slice(1)).has('seat')) location.reload();
});
keepAddress();

/** Theme and language reach all below from here; nothing is mounted anew when they change. */
function Page() {
  const spoken = useLanguage();
  const theme = useTheme();
  useEffect(() => {
    document.documentElement.lang = spoken;
  }, [spoken]);
  return (
    <ConfigProvider locale={spoken === 'en' ? enUS : zhCN} theme={antdTheme(theme)} button={{ autoInsertSpace: false }}>
      <QueryClientProvider client={answers}>
        <Guarded>
          <App seatCode={seatCode} />
        </Guarded>
      </QueryClientProvider>
    </ConfigProvider>
  );
}

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
createRoot(root).render(<Page />);
