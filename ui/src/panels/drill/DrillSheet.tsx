// A drill begun from the screen: which day it is, how many people, how fast; and what comes of it while it plays.

import { Button } from 'antd';
import { useState } from 'react';
import type { DrillDoor } from '../../bridge/bridge';
import { CallFailed } from '../../bridge/failed';
import type { DrillFigures } from '../../bridge/wire/DrillFigures';
import type { DrillOrder } from '../../bridge/wire/DrillOrder';
import type { DrillStand } from '../../bridge/wire/DrillStand';
import type { Progress } from '../../bridge/wire/Progress';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { figure } from '../../shared/format';
import { Note, WordButton } from '../../shared/parts';
import { Sheet } from '../../shared/Sheet';
import { BeginForm } from './BeginForm';
import styles from './drill.module.css';

type Props = {
  stand: DrillStand;
  /** How many people are in post. */
  people: number;
  drill: DrillDoor;
  onStand: (stand: DrillStand) => void;
  onOrder: (order: string) => void;
  onClose: () => void;
};

export function DrillSheet({ stand, people, drill, onStand, onOrder, onClose }: Props) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const turn = async (work: () => Promise<DrillStand>): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      onStand(await work());
    } catch (caught) {
      setFailure(caught);
    } finally {
      setBusy(false);
    }
  };
  const plays = stand.state === 'pairing' || stand.state === 'running';
  const figures = 'figures' in stand ? stand.figures : null;
  return (
    <Sheet title={t('drill.title')} testId="drill-sheet" onClose={onClose}>
      <p className={styles.explain}>{t('drill.explain')}</p>
      {failure !== null && <Note {...failureWords(failure)} />}
      {stand.state === 'ended' && stand.failure !== null && <Note {...failureWords(new CallFailed(stand.failure))} />}
      {stand.state === 'pairing' && (
        <p className={styles.state} data-testid="drill-pairing">
          {t('drill.pairing', { done: figure(stand.done), all: figure(stand.all) })}
          <progress value={stand.done} max={Math.max(1, stand.all)} />
        </p>
      )}
      {figures !== null && <Figures figures={figures} plays={plays} onOrder={onOrder} />}
      {plays ? (
        <footer className={styles.foot}>
          <span>{t('drill.goesOn')}</span>
          <Button danger loading={busy} onClick={() => void turn(drill.end)} data-testid="drill-end">
            {t('drill.end')}
          </Button>
        </footer>
      ) : (
        <BeginForm people={people} busy={busy} onBegin={(wish) => void turn(() => drill.begin(wish))} />
      )}
    </Sheet>
  );
}

function Figures({ figures, plays, onOrder }: { figures: DrillFigures; plays: boolean; onOrder: Props['onOrder'] }) {
  const counts = ['connected', 'cut', 'called', 'reported', 'lost'] as const;
  return (
    <>
      <dl className={styles.figures} data-testid="drill-figures" data-plays={plays}>
        {counts.map((name) => (
          <div key={name}>
            <dd data-testid={`drill-${name}`}>{figure(figures[name])}</dd>
            <dt>{t(`drill.figure.${name}`)}</dt>
          </div>
        ))}
      </dl>
      {figures.orders.length === 0 && <p className={styles.explain}>{t('drill.noOrder')}</p>}
      {figures.orders.length > 0 && (
        <table className={styles.orders}>
          <thead>
            <tr>
              <th>{t('drill.order')}</th>
              {COLUMNS.map((name) => (
                <th key={name}>{t(`drill.column.${name}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {figures.orders.map((order) => (
              <tr key={order.order} data-testid="drill-order">
                <td>
                  <WordButton onClick={() => onOrder(order.order)}>{order.number}</WordButton>
                </td>
                {COLUMNS.map((name) => (
                  <td key={name} data-column={name}>
                    {figure(count(order, name))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {figures.last_refusal !== null && (
        <p className={styles.explain}>
          {t('drill.refusedBy', { count: figure(figures.refused), why: figures.last_refusal })}
        </p>
      )}
    </>
  );
}

const COLUMNS = ['people', 'accepted', 'refused', 'done', 'silent'] as const;

/** Whoever has answered has accepted or refused; the others are silent so far, those who read a copy among them. */
function count(order: DrillOrder, name: (typeof COLUMNS)[number]): number {
  const reached = (progress: Progress): number => order.reached.find((one) => one.progress === progress)?.people ?? 0;
  if (name === 'people') return order.people;
  if (name === 'silent') return Math.max(0, order.people - reached('accepted') - reached('refused'));
  return reached(name);
}
