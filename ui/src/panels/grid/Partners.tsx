import type { Partner } from '../../bridge/wire/Partner';
import { t } from '../../i18n/words';
import { Section, WordButton } from '../../shared/parts';
import styles from './grid.module.css';

/** The units that a grid is paired with, each with whom one speaks to there. */
export function Partners({ partners, onUnit }: { partners: Partner[]; onUnit: (id: string) => void }) {
  if (partners.length === 0) return null;
  return (
    <Section title={t('grid.partners')} count={partners.length}>
      <ul className={styles.partners} data-testid="grid-partners">
        {partners.map(({ id, name, unit, contact, phone, duty }) => (
          <li key={id}>
            <span className={styles.person} title={name}>
              {unit === null ? name : <WordButton onClick={() => onUnit(unit)}>{name}</WordButton>}
            </span>
            <span className={styles.post} title={duty ?? undefined}>
              {[contact, duty].filter((part) => part !== null).join(' · ')}
            </span>
            <span className={styles.phone}>{phone}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
