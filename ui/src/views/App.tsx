// Who sits here, then the command centre.

import { Button } from 'antd';
import { useState } from 'react';
import { NotSeated } from '../bridge/failed';
import { bridge } from '../bridge/open';
import { answers, useDistrict } from '../desk/questions';
import { failureWords } from '../i18n/failure';
import { t } from '../i18n/words';
import { SeatPage } from '../panels/seat/SeatPage';
import { Loading, Note } from '../shared/parts';
import { Corner } from './Corner';
import { Shell } from './Shell';
import styles from './views.module.css';

export function App({ seatCode }: { seatCode: string | null }) {
  const [code, setCode] = useState(seatCode);
  const district = useDistrict(code === null);
  if (code !== null || district.error instanceof NotSeated) {
    return (
      <>
        <Corner />
        <SeatPage
          code={code}
          sit={bridge.sit}
          onSeated={() => {
            setCode(null);
            void answers.resetQueries();
          }}
        />
      </>
    );
  }
  if (district.data) return <Shell district={district.data} />;
  return (
    <main className={styles.waiting}>
      {district.error ? (
        <Note {...failureWords(district.error)}>
          <Button onClick={() => void district.refetch()}>{t('shell.reload')}</Button>
        </Note>
      ) : (
        <Loading label={t('shell.loading')} />
      )}
    </main>
  );
}
