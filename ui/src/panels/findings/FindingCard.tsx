// One finding in full: what is wrong, what would mend it, where, how large, which grids, and who lets it stand.

import { Button } from 'antd';
import { useState } from 'react';
import type { FactId } from '../../bridge/wire/FactId';
import type { Finding } from '../../bridge/wire/Finding';
import type { MendOffer } from '../../bridge/wire/MendOffer';
import { useDoing } from '../../desk/calls';
import { failureWords, findingWords } from '../../i18n/failure';
import { named } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { figure, shortTime } from '../../shared/format';
import { Icon } from '../../shared/icons';
import { Key, Note, WordButton } from '../../shared/parts';
import { AcceptForm } from './AcceptForm';
import styles from './findings.module.css';
import { Mends } from './Mends';

type Props = {
  finding: Finding;
  offers: MendOffer[];
  scheme: string;
  isDraft: boolean;
  mayMend: boolean;
  mayAccept: boolean;
  onGo: (finding: Finding) => void;
  onGrid: (path: string) => void;
  onMended: (fact: FactId, words: string) => void;
  onDraft: (scheme: string) => void;
  onDraw: ((finding: Finding) => void) | null;
  onClose: () => void;
};

export function FindingCard(props: Props) {
  const { finding, scheme, mayAccept, mayMend, onGo, onGrid, onClose } = props;
  const [accepting, setAccepting] = useState(false);
  const doing = useDoing();
  const { sentence, advice } = findingWords(finding);
  const { acceptance, place, width, area, difference } = finding;
  const withdraw = (): void => void doing.go({ type: 'withdraw_acceptance', scheme, key: finding.key });
  return (
    <section className={styles.card} aria-label={named('finding', finding.kind)} data-testid="finding-card">
      <header>
        <h3>{named('finding', finding.kind)}</h3>
        <button
          type="button"
          className={styles.fold}
          title={t('findings.card.close')}
          aria-label={t('findings.card.close')}
          onClick={onClose}
        >
          <Icon name="close" size={15} />
        </button>
      </header>
      <p>
        {sentence}
        {advice !== '' && <em className={styles.advice}>{advice}</em>}
      </p>
      <dl>
        {width !== null && area !== null && (
          <>
            <dt>{t('findings.card.width')}</dt>
            <dd data-testid="finding-width">{metres(width)} m</dd>
            <dt>{t('findings.card.area')}</dt>
            <dd data-testid="finding-area">{metres(area)} m²</dd>
          </>
        )}
        {difference !== null && (
          <>
            <dt>{t('findings.card.difference')}</dt>
            <dd>
              {difference > 0 && '+'}
              {figure(difference)}
            </dd>
          </>
        )}
        {place !== null && (
          <>
            <dt>{t('findings.card.where')}</dt>
            <dd>{place.map((degrees) => degrees.toFixed(6)).join(', ')}</dd>
          </>
        )}
        <dt>{t('findings.card.grids')}</dt>
        <dd className={styles.grids}>
          {finding.grids.map((grid) => (
            <WordButton key={grid.path} onClick={() => onGrid(grid.path)} title={grid.code} testId="finding-grid">
              {grid.name}
            </WordButton>
          ))}
        </dd>
      </dl>
      {acceptance !== null && (
        <blockquote data-testid="finding-acceptance">
          {acceptance.note}
          <cite>
            {t('findings.card.acceptedBy', { name: acceptance.name, time: shortTime(acceptance.at) })}
            {' · '}
            {t(`shell.role.${acceptance.by.role}`)}
          </cite>
        </blockquote>
      )}
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
      {mayMend && (
        <Mends
          finding={finding}
          offers={props.offers}
          scheme={scheme}
          isDraft={props.isDraft}
          onMended={props.onMended}
          onDraft={props.onDraft}
          onDraw={props.onDraw}
        />
      )}
      {accepting ? (
        <AcceptForm finding={finding} scheme={scheme} onClose={() => setAccepting(false)} />
      ) : (
        <footer>
          {finding.bounds !== null && (
            <Button size="small" onClick={() => onGo(finding)} data-testid="finding-go">
              {t('findings.card.go')} <Key>↵</Key>
            </Button>
          )}
          {mayAccept && acceptance === null && (
            <Button size="small" onClick={() => setAccepting(true)} data-testid="finding-accept">
              {t('findings.accept.open')}
            </Button>
          )}
          {mayAccept && acceptance !== null && (
            <Button size="small" loading={doing.busy} onClick={withdraw} data-testid="finding-withdraw">
              {t('findings.accept.withdraw')}
            </Button>
          )}
        </footer>
      )}
    </section>
  );
}

/** To a hundredth, from a hundred on to the whole; what is less is said to be less. */
function metres(size: number): string {
  if (size < 0.005) return '<0.01';
  return size < 100 ? size.toFixed(2) : figure(Math.round(size));
}
