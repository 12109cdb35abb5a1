// All schemes: what is being made, what is in force, what was; and one of them in full.

import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Bounds } from '../../bridge/wire/Bounds';
import type { SchemeCard } from '../../bridge/wire/SchemeCard';
import type { Seat } from '../../bridge/wire/Seat';
import { useSchemes } from '../../desk/questions';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { figure } from '../../shared/format';
import { Empty, Loading, Note, Tag } from '../../shared/parts';
import { BeginForm } from './BeginForm';
import { SchemePage, Unreviewed } from './SchemePage';
import styles from './scheme.module.css';
import { replacedBy, sinceWords, TONES } from './state';

type Props = {
  seat: Seat;
  /** Null until the table of rights is here. */
  may: ((entry: string) => boolean) | null;
  onFly: (bounds: Bounds | null) => void;
  /** The scheme whose page is open. */
  page: string | null;
  onPage: (name: string | null) => void;
  /** What may be done with a scheme's page besides. */
  mapButtons: (card: SchemeCard) => ReactNode;
};

export function SchemePanel({ seat, may, onFly, page, onPage, mapButtons }: Props) {
  const [isBeginning, setBeginning] = useState(false);
  const mayList = may?.('schemes') ?? false;
  const schemes = useSchemes(mayList);
  if (may !== null && !mayList) return <NotYours seat={seat} />;
  if (schemes.error) return <Note {...failureWords(schemes.error)} />;
  if (!may || !schemes.data) return <Loading label={t('shell.loading')} />;
  const cards = schemes.data.schemes;
  const card = cards.find((one) => one.scheme.name === page);
  if (card) {
    return (
      <SchemePage
        key={card.scheme.name}
        card={card}
        before={replacedBy(card, cards)}
        may={may}
        onFly={onFly}
        onOpen={onPage}
        onBack={() => onPage(null)}
      >
        {mapButtons(card)}
      </SchemePage>
    );
  }
  return (
    <div className={styles.panel} data-testid="scheme-panel">
      {may('draft_scheme') && (
        <div className={styles.door}>
          {isBeginning ? (
            <BeginForm
              schemes={cards.map((one) => one.scheme)}
              onMade={(name) => {
                setBeginning(false);
                onPage(name);
              }}
              onCancel={() => setBeginning(false)}
            />
          ) : (
            <Button type="primary" autoFocus onClick={() => setBeginning(true)} data-testid="scheme-begin">
              {t('scheme.begin.start')}
            </Button>
          )}
        </div>
      )}
      {cards.length === 0 && (
        <Empty title={t('scheme.nothing')}>
          <span>{t('scheme.nothingHow')}</span>
        </Empty>
      )}
      <ul className={styles.list} data-testid="schemes">
        {cards.map((one) => (
          <li key={one.scheme.name}>
            <Line card={one} onOpen={() => onPage(one.scheme.name)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Line({ card, onOpen }: { card: SchemeCard; onOpen: () => void }) {
  const { scheme, levels, own } = card;
  return (
    <button
      type="button"
      className={styles.line}
      title={t('scheme.open', { name: scheme.name })}
      onClick={onOpen}
      data-testid="scheme-line"
      data-scheme={scheme.name}
      data-state={scheme.state}
    >
      <span>
        <b>{scheme.name}</b>
        <Tag tone={TONES[scheme.state]}>{t(`scheme.state.${scheme.state}`)}</Tag>
        <Unreviewed card={card} />
      </span>
      <em>
        {sinceWords(card)}
        {own && scheme.state !== 'published' && ` · ${t('scheme.mine')}`}
      </em>
      <span className={styles.levels}>
        {levels.map(({ level, name, grids }) => (
          <i key={level}>
            {name} <b>{figure(grids)}</b>
          </i>
        ))}
      </span>
    </button>
  );
}

function NotYours({ seat }: { seat: Seat }) {
  return (
    <Note
      kind="refused"
      title={
        seat.subtree === null
          ? t('scheme.notYours.role', { role: t(`shell.role.${seat.role}`) })
          : t('scheme.notYours.part')
      }
      advice={t('scheme.notYours.advice')}
    />
  );
}
