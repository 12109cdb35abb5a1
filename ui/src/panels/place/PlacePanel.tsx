// What venues, checkpoints, units and assets have in common: what they are called and where they are.

import { Fragment, type ReactNode } from 'react';
import type { GridLine } from '../../bridge/wire/GridLine';
import { t } from '../../i18n/words';
import { Section, WordButton } from '../../shared/parts';
import styles from './place.module.css';

type Props = {
  name: string;
  /** Degrees; none: it has no place on the map. */
  position: { longitude: number; latitude: number } | null;
  ancestors: GridLine[];
  /** What is said of one that lies in no grid. */
  nowhere: string;
  symbol: string;
  testId: string;
  tags: ReactNode;
  /** Further facts; what nobody has said of it is left out. */
  facts?: Fact[];
  onGrid: (path: string) => void;
  children?: ReactNode;
};

export type Fact = { term: string; said: ReactNode; isFixed?: boolean };

/** One place; its kind adds tags, facts and what comes below. */
export function PlacePanel(props: Props) {
  const { name, position, ancestors, nowhere, symbol, testId, tags, facts = [], onGrid, children } = props;
  const lies = position && `${position.longitude.toFixed(5)}, ${position.latitude.toFixed(5)}`;
  const all = [...facts, { term: t('grid.venue.position'), said: lies, isFixed: true }];
  return (
    <div data-testid={testId}>
      <header className={styles.head}>
        <img src={symbol} alt="" width={28} height={28} />
        <div>
          <h2>{name}</h2>
          <p>{tags}</p>
        </div>
      </header>
      <Section>
        <dl className={styles.facts}>
          <dt>{t('grid.venue.grid')}</dt>
          <dd>
            {ancestors.length === 0
              ? nowhere
              : ancestors.map((above) => (
                  <WordButton key={above.path} onClick={() => onGrid(above.path)}>
                    {above.name}
                  </WordButton>
                ))}
          </dd>
          {all
            .filter(({ said }) => said !== null)
            .map(({ term, said, isFixed }) => (
              <Fragment key={term}>
                <dt>{term}</dt>
                <dd className={isFixed ? styles.fixed : undefined}>{said}</dd>
              </Fragment>
            ))}
        </dl>
      </Section>
      {children}
    </div>
  );
}
