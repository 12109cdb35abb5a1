// What there is to say of a scheme that is in force or was: since when, who approved it, what it holds, what came before.

import type { SchemeCard } from '../../bridge/wire/SchemeCard';
import { seatWords } from '../../i18n/seat';
import { t } from '../../i18n/words';
import { figure, shortTime } from '../../shared/format';
import { Section, WordButton } from '../../shared/parts';
import styles from './scheme.module.css';
import { sinceWords } from './state';

type Props = {
  card: SchemeCard;
  /** The scheme that it replaced; none: it is the first. */
  before: SchemeCard | null;
  onOpen: (scheme: string) => void;
};

export function InForce({ card, before, onOpen }: Props) {
  const approval = card.steps.findLast((step) => step.step === 'approved' || step.step === 'published');
  const isReviewed = card.review === 'reviewed' && approval !== undefined;
  return (
    <Section title={t('scheme.about.title')}>
      <dl className={styles.about} data-testid="scheme-about" data-review={card.review}>
        <dt>{t('scheme.about.since')}</dt>
        <dd>{sinceWords(card)}</dd>
        <dt>{t('scheme.about.review')}</dt>
        <dd>
          {isReviewed ? (
            t('scheme.about.approved', { name: seatWords(approval.by), time: shortTime(approval.at) })
          ) : (
            <>
              {t('scheme.review.imported')}
              <em>{t('scheme.about.importedHow')}</em>
            </>
          )}
        </dd>
        <dt>{t('scheme.about.before')}</dt>
        <dd>
          {before === null ? (
            t('scheme.about.first')
          ) : (
            <WordButton onClick={() => onOpen(before.scheme.name)} testId="scheme-before">
              {before.scheme.name}
            </WordButton>
          )}
        </dd>
      </dl>
      <table className={styles.levelTable} data-testid="scheme-levels">
        <thead>
          <tr>
            <th scope="col">{t('scheme.compare.level')}</th>
            <th scope="col">{t('scheme.about.grids')}</th>
          </tr>
        </thead>
        <tbody>
          {card.levels.map(({ level, name, grids }) => (
            <tr key={level} data-level={level}>
              <th scope="row">{name}</th>
              <td>{figure(grids)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
