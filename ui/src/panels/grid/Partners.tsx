import type { Partner } from '../../bridge/wire/Partner';
import { t } from '../../i18n/words';
import { Section, WordButton } from '../../shared/parts';
import styles from './grid.module.css';

type Props = {
  partners: Partner[];
  onUnit: (id: string) => void;
  /** Changes one by hand, or adds one; null: that may not be. */
  onChange: ((id: string | null) => void) | null;
};

/** The units that a grid is paired with, each with whom one speaks to there. */
export function Partners({ partners, onUnit, onChange }: Props) {
  if (partners.length === 0 && onChange === null) return null;
  const more = onChange && (
    <WordButton onClick={() => onChange(null)} testId="partner-add">
      {t('grid.partner.add')}
    </WordButton>
  );
  return (
    <Section title={t('grid.partners')} count={partners.length} side={more}>
      {partners.length > 0 && (
        <ul className={styles.partners} data-testid="grid-partners">
          {partners.map(({ id, name, unit, contact, phone, duty }) => (
            <li key={id}>
              <span className={styles.person} title={name}>
                {unit === null ? name : <WordButton onClick={() => onUnit(unit)}>{name}</WordButton>}
              </span>
              <span className={styles.post} title={duty ?? undefined}>
                {[contact, duty].filter((part) => part !== null).join(' · ')}
              </span>
              <span className={styles.phone}>
                <span>{phone}</span>
                {onChange && (
                  <WordButton onClick={() => onChange(id)} testId="partner-change">
                    {t('grid.partner.change')}
                  </WordButton>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
