// Who sits here, then the command centre.

import { useState } from 'react';
import { NotSeated } from '../bridge/failed';
import { bridge } from '../bridge/open';
import { answers, useDistrict } from '../desk/questions';
import { t } from '../i18n/words';
import { SeatPage } from '../panels/seat/SeatPage';
import { Loading } from '../shared/parts';
import { Corner } from './Corner';
import { NotOpen } from './NotOpen';
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
        <NotOpen cause={district.error} visit={bridge.visit} onAgain={() => void district.refetch()} />
      ) : (
        <Loading label={t('shell.loading')} />
      )}
    </main>
  );
}
