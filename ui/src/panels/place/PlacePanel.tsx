// What venues and checkpoints have in common: where they are and who is on duty.

import type { ReactNode } from 'react';
import type { GridLine } from '../../bridge/wire/GridLine';
import type { PlaceLine } from '../../bridge/wire/PlaceLine';
import type { PostLine } from '../../bridge/wire/PostLine';
import { t } from '../../i18n/words';
import { Section, WordButton } from '../../shared/parts';
import styles from './place.module.css';

type Props = {
  place: PlaceLine;
  ancestors: GridLine[];
  duty: PostLine[];
  symbol: string;
  testId: string;
  tags: ReactNode;
  /** Further facts, as terms and descriptions. */
  facts?: ReactNode;
  onGrid: (path: string) => void;
  children?: ReactNode;
};

/** One place; its kind adds tags, facts and what comes below. */
export function PlacePanel({ place, ancestors, duty, symbol, testId, tags, facts, onGrid, children }: Props) {
  return (
    <div data-testid={testId}>
      <header className={styles.head}>
        <img src={symbol} alt="" width={28} height={28} />
        <div>
          <h2>{place.name}</h2>
          <p>{tags}</p>
        </div>
      </header>
      <Section>
        <dl className={styles.facts}>
          <dt>{t('grid.venue.grid')}</dt>
          <dd>
            {ancestors.length === 0
              ? t('grid.venue.nowhere')
              : ancestors.map((above) => (
                  <WordButton key={above.path} onClick={() => onGrid(above.path)}>
                    {above.name}
                  </WordButton>
                ))}
          </dd>
          {facts}
          <dt>{t('grid.venue.position')}</dt>
          <dd className={styles.fixed}>
            {place.longitude.toFixed(5)}, {place.latitude.toFixed(5)}
          </dd>
        </dl>
      </Section>
      <Section title={t('grid.venue.duty')} count={duty.length}>
        {duty.length === 0 && <p className={styles.quiet}>{t('grid.venue.noDuty')}</p>}
        <ul className={styles.people}>
          {duty.map(({ post }) => (
            <li key={post.id}>
              <b>{post.person}</b>
              <span>{post.title}</span>
              <code>{post.phone}</code>
            </li>
          ))}
        </ul>
      </Section>
      {children}
    </div>
  );
}
