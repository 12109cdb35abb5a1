// A one-time code that pairs a phone to a post: shown once, large, with the way to the page.

import { Button, QRCode } from 'antd';
import { useEffect, useState } from 'react';
import type { DoorCard } from '../../bridge/wire/DoorCard';
import { useDoing } from '../../desk/calls';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { useNow } from '../../shared/clock';
import { span } from '../../shared/format';
import { Note } from '../../shared/parts';
import styles from './grid.module.css';

type Offer = { code: string; until: string };

type Props = {
  post: string;
  door: DoorCard | null;
  /** The door was asked for and is not known yet. */
  asking: boolean;
  /** Goes to where the desk is opened to phones. */
  onNetwork: () => void;
  onClose: () => void;
};

/** Without a link that a phone can open there is no QR code: it would lead the phone to itself. */
export function Pairing(props: Props) {
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
  const { door } = props;
  const isOpen = door !== null && door.pages !== null;
  return (
    <section className={styles.pairing} data-testid="pairing">
      <header>
        <h2>{t('grid.pairing.title')}</h2>
        <Button size="small" onClick={props.onClose}>
          {t('grid.pairing.close')}
        </Button>
      </header>
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
      {offer && (
        <div className={styles.offer} data-over={left <= 0}>
          {isOpen && (
            <QRCode
              value={`${door.field}#code=${offer.code}`}
              size={148}
              bordered={false}
              bgColor="#ffffff"
              color="#0a111d"
            />
          )}
          <div>
            <output className={styles.pairCode} data-testid="pair-code">
              {offer.code}
            </output>
            <p>{left > 0 ? t('grid.pairing.until', { left: span(left) }) : t('grid.pairing.over')}</p>
            {isOpen && (
              <p>
                {t('grid.pairing.how')} <code data-testid="pair-field">{door.field}</code>
              </p>
            )}
            {isOpen && door.trust !== null && (
              <p>
                {t('grid.pairing.trust')} <code>{door.trust}</code>
              </p>
            )}
            {!isOpen && !props.asking && (
              <p data-testid="pair-closed">
                {t(door === null ? 'grid.pairing.unknown' : 'grid.pairing.closed')}
                <Button size="small" type="primary" ghost onClick={props.onNetwork} data-testid="pair-network">
                  {t('grid.pairing.open')}
                </Button>
              </p>
            )}
            <p className={styles.quiet}>{t('grid.pairing.once')}</p>
          </div>
        </div>
      )}
    </section>
  );
}
