// All about one grid: who answers for it, what is in it, what goes on there.

import { Button } from 'antd';
import { useEffect } from 'react';
import type { GridCard } from '../../bridge/wire/GridCard';
import type { PlaceLine } from '../../bridge/wire/PlaceLine';
import { offerHands } from '../../desk/hands';
import { answered } from '../../desk/tally';
import { t } from '../../i18n/words';
import { figure, shortTime } from '../../shared/format';
import { Empty, Key, Section, Tag, WordButton } from '../../shared/parts';
import { Children } from './Children';
import { GridCounts } from './GridCounts';
import styles from './grid.module.css';
import { Partners } from './Partners';
import { People } from './People';

export type GridPanelProps = {
  card: GridCard;
  stale: boolean;
  canOrder: boolean;
  canPair: boolean;
  /** Calls a post; none: this seat does not. */
  onRing: ((post: string) => void) | null;
  canPrint: boolean;
  symbolOf: (place: PlaceLine) => string;
  onCompose: () => void;
  onPrint: () => void;
  onDrill: (path: string) => void;
  onGrid: (path: string) => void;
  onPlace: (place: PlaceLine) => void;
  onUnit: (id: string) => void;
  onOrder: (id: string) => void;
  onPair: (post: string) => void;
  /** Changes a pairing with a unit, or adds one; null: that may not be. */
  onPartner: ((id: string | null) => void) | null;
};

export function GridPanel(props: GridPanelProps) {
  const { card } = props;
  const { grid } = card;
  const head = card.heads[0]?.post.id;
  const { onRing } = props;
  useEffect(
    () => (onRing && head !== undefined ? offerHands({ ring: () => onRing(head) }) : undefined),
    [onRing, head],
  );
  const attributes = Object.entries(grid.attributes).flatMap(([name, value]) => wordsOf(name, value));
  return (
    <div className={styles.panel} data-testid="grid-panel" data-path={grid.path} data-stale={props.stale}>
      <header className={styles.head}>
        <div className={styles.title}>
          <h2>{grid.name}</h2>
          <Tag tone="blue">{grid.kind === '' ? card.level_name : grid.kind}</Tag>
          {attributes.map((name) => (
            <Tag key={name}>{name}</Tag>
          ))}
        </div>
        <p className={styles.code}>
          <span>{t('grid.level', { level: grid.level, name: card.level_name })}</span>
          <code data-testid="grid-code">{grid.code}</code>
        </p>
        <div className={styles.actions}>
          <Button type="primary" onClick={props.onCompose} disabled={!props.canOrder} data-testid="grid-compose">
            {t('grid.compose')} <Key>D</Key>
          </Button>
          {card.children.length > 0 && (
            <Button onClick={() => props.onDrill(grid.path)} data-testid="grid-drill">
              {t('grid.drill', { level: card.children_level ?? '' })} <Key>↵</Key>
            </Button>
          )}
          {props.canPrint && (
            <Button onClick={props.onPrint} data-testid="grid-print">
              {t('grid.print')} <Key>Ctrl P</Key>
            </Button>
          )}
        </div>
      </header>

      <Section title={t('grid.heads')} count={card.heads.length}>
        {card.heads.length === 0 ? (
          <p className={styles.gap}>{t('grid.noHead')}</p>
        ) : (
          <People people={card.heads} canPair={props.canPair} onPair={props.onPair} onRing={props.onRing} />
        )}
      </Section>

      <Partners partners={card.partners} onUnit={props.onUnit} onChange={props.onPartner} />

      <GridCounts counts={grid.counts} sum={card.children_counts} hasChildren={card.children.length > 0} />

      {card.orders.length > 0 && (
        <Section title={t('grid.orders')} count={card.orders.length}>
          <ul className={styles.list}>
            {card.orders.map((order) => (
              <li key={order.id}>
                <button type="button" className={styles.row} onClick={() => props.onOrder(order.id)}>
                  <span className={styles.grow}>{order.text === '' ? t('order.sealed') : order.text}</span>
                  <em>{shortTime(order.issued)}</em>
                  <b>
                    {figure(answered(order.tally))}/{figure(order.tally.expected)}
                  </b>
                </button>
              </li>
            ))}
          </ul>
        </Section>
      )}

      <Places
        title={t('grid.venues')}
        places={card.venues}
        inAll={card.venue_count}
        symbolOf={props.symbolOf}
        onPlace={props.onPlace}
      />
      <Places
        title={t('grid.checkpoints')}
        places={card.checkpoints}
        symbolOf={props.symbolOf}
        onPlace={props.onPlace}
      />
      <Places title={t('grid.units')} places={card.units} symbolOf={props.symbolOf} onPlace={props.onPlace} />
      <Places title={t('grid.assets')} places={card.assets} symbolOf={props.symbolOf} onPlace={props.onPlace} />

      {card.children.length > 0 && (
        <Children
          title={card.children_level ?? t('grid.children')}
          grids={card.children}
          onGrid={props.onGrid}
          onDrill={props.onDrill}
        />
      )}

      {card.staff.length > 0 && (
        <Section title={t('grid.staff')} count={card.staff.length}>
          <People people={card.staff} canPair={props.canPair} onPair={props.onPair} onRing={props.onRing} />
        </Section>
      )}
      {card.children.length === 0 && card.venues.length === 0 && card.orders.length === 0 && (
        <Empty title={t('grid.leaf')} />
      )}
    </div>
  );
}

function Places(props: {
  title: string;
  places: PlaceLine[];
  /** More than are listed, where there are too many. */
  inAll?: number;
  symbolOf: (place: PlaceLine) => string;
  onPlace: (place: PlaceLine) => void;
}) {
  if (props.places.length === 0) return null;
  const inAll = props.inAll ?? props.places.length;
  const byKind = props.places.slice().sort((a, b) => a.kind.localeCompare(b.kind, 'zh'));
  return (
    <Section title={props.title} count={inAll}>
      {inAll > props.places.length && (
        <p>{t('grid.someVenues', { shown: figure(props.places.length), total: figure(inAll) })}</p>
      )}
      <div className={styles.places}>
        {byKind.map((place) => (
          <WordButton
            key={place.id}
            onClick={() => props.onPlace(place)}
            title={`${place.name} ${place.kind} ${place.state}`}
          >
            <span className={styles.place}>
              <img src={props.symbolOf(place)} alt={place.kind} width={16} height={16} />
              <span className={styles.placeName}>{place.name}</span>
            </span>
          </WordButton>
        ))}
      </div>
    </Section>
  );
}

/** An attribute's name when it is simply there, with its value when it has one, nothing when it is not. */
function wordsOf(name: string, value: string | undefined): string[] {
  if (value === undefined || ['', '0', 'false', '否', '无'].includes(value)) return [];
  return ['1', 'true', '是', '有'].includes(value) ? [name] : [`${name} ${value}`];
}
