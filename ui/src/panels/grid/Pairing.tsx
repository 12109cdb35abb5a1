// A one-time code that pairs a phone to a post: shown once, large, with the way to the page.

import { Button, QRCode } from 'antd';
import { useEffect, useState } from 'react';
import { useDoing } from '../../desk/calls';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { useNow } from '../../shared/clock';
import { span } from '../../shared/format';
import { Note } from '../../shared/parts';
import styles from './grid.module.css';

type Offer = { code: string; until: string };

export function Pairing(props: { post: string; field: string | null; onClose: () => void }) {
  const { post } = props;
  const doing = useDoing();
  const [offer, setOffer] = useState<Offer | null>(null);
  const now = useNow();
  const { go } = doing;

  useEffect(() => {
    let mine = true;
    setOffer(null);
    void go({ type: 'offer_pairing', post }).then((outcome) => {
      if (mine && outcome?.type === 'pairing_offered') setOffer({ code: outcome.code, until: outcome.until });
    });
    return () => {
      mine = false;
    };
  }, [post, go]);

  const left = offer ? Date.parse(offer.until) - now : 0;
  const address = offer && props.field ? `${props.field}#code=${offer.code}` : null;
  return (
    <section className={styles.pairing} data-testid="pairing">
      <header>
        <h3>{t('grid.pairing.title')}</h3>
        <Button size="small" onClick={props.onClose}>
          {t('grid.pairing.close')}
        </Button>
      </header>
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
      {offer && (
        <div className={styles.offer} data-over={left <= 0}>
          {address && <QRCode value={address} size={148} bordered={false} bgColor="#ffffff" color="#0a111d" />}
          <div>
            <output className={styles.pairCode} data-testid="pair-code">
              {offer.code}
            </output>
            <p>{left > 0 ? t('grid.pairing.until', { left: span(left) }) : t('grid.pairing.over')}</p>
            {props.field ? (
              <p>
                {t('grid.pairing.how')} <code>{props.field}</code>
              </p>
            ) : (
              <p>{t('grid.pairing.howWindow')}</p>
            )}
            {isLoopback(props.field) && <p className={styles.quiet}>{t('grid.pairing.loopback')}</p>}
            <p className={styles.quiet}>{t('grid.pairing.once')}</p>
          </div>
        </div>
      )}
    </section>
  );
}

/** Whether an address leads a phone to itself instead of here. */
function isLoopback(address: string | null): boolean {
  return address !== null && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(address).hostname);
}
