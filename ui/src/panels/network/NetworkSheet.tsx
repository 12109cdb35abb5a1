// How phones reach this desk: opening it to them, the way in while it is open, and closing it again.

import { Button } from 'antd';
import { useState } from 'react';
import type { NetworkDoor } from '../../bridge/bridge';
import { CallFailed } from '../../bridge/failed';
import type { DoorCard } from '../../bridge/wire/DoorCard';
import type { NetworkCard } from '../../bridge/wire/NetworkCard';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { Note, WordButton } from '../../shared/parts';
import { Sheet } from '../../shared/Sheet';
import styles from './network.module.css';
import { OpenForm } from './OpenForm';
import { WayIn } from './WayIn';

type Props = {
  door: DoorCard;
  /** None in a browser, which can only look. */
  network: NetworkDoor | null;
  wishes: NetworkCard | null;
  mayOpen: boolean;
  onDoor: (card: DoorCard) => void;
  /** To whoever has no page open; none for who may not ask. */
  onGateways: (() => void) | null;
  onClose: () => void;
};

export function NetworkSheet({ door, network, wishes, mayOpen, onDoor, onGateways, onClose }: Props) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const turn = async (work: () => Promise<DoorCard>): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      onDoor(await work());
    } catch (caught) {
      setFailure(caught);
    } finally {
      setBusy(false);
    }
  };
  const hands = mayOpen ? network : null;
  return (
    <Sheet title={t('network.title')} testId="network" onClose={onClose}>
      {door.pages === null ? <p className={styles.quiet}>{t('network.closed')}</p> : <WayIn door={door} />}
      {failure !== null && <Fault cause={failure} />}
      {hands === null && <Elsewhere mayOpen={mayOpen} />}
      {hands !== null && door.pages !== null && (
        <footer className={styles.foot}>
          <span data-testid="network-pages" data-count={door.pages}>
            {door.pages > 0 ? t('network.pages', { count: door.pages }) : t('network.nobody')}
          </span>
          <Button danger loading={busy} onClick={() => void turn(hands.close)} data-testid="network-close">
            {t('network.close')}
          </Button>
        </footer>
      )}
      {hands !== null && door.pages === null && wishes !== null && (
        <>
          {wishes.failure !== null && failure === null && (
            <>
              <p className={styles.quiet}>{t('network.failed')}</p>
              <Fault cause={new CallFailed(wishes.failure)} />
            </>
          )}
          <OpenForm wish={wishes.wish} busy={busy} onOpen={(wish) => void turn(() => hands.open(wish))} />
        </>
      )}
      {onGateways && (
        <p className={styles.quiet}>
          {t('network.unheard')}{' '}
          <WordButton onClick={onGateways} testId="network-gateways">
            {t('gateway.open')}
          </WordButton>
        </p>
      )}
    </Sheet>
  );
}

function Fault({ cause }: { cause: unknown }) {
  return (
    <div className={styles.fault}>
      <Note {...failureWords(cause)} />
    </div>
  );
}

function Elsewhere({ mayOpen }: { mayOpen: boolean }) {
  if (!mayOpen) return <p className={styles.quiet}>{t('network.mayNot')}</p>;
  return (
    <p className={styles.quiet} data-testid="network-elsewhere">
      {t('network.elsewhere')}
      <code className={styles.command}>{t('network.command')}</code>
    </p>
  );
}
