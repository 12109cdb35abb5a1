// One scheme: what may be done with it now, what it changes, and how it came about.

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { CallFailed } from '../../bridge/failed';
import type { Bounds } from '../../bridge/wire/Bounds';
import type { Heir } from '../../bridge/wire/Heir';
import type { SchemeCard } from '../../bridge/wire/SchemeCard';
import { useCompare } from '../../desk/questions';
import { failureWords } from '../../i18n/failure';
import { seatWords } from '../../i18n/seat';
import { t } from '../../i18n/words';
import { shortTime } from '../../shared/format';
import { Icon } from '../../shared/icons';
import { Loading, Note, Section, Tag } from '../../shared/parts';
import { Differences } from './Differences';
import { OldToNew } from './OldToNew';
import { Revisions } from './Revisions';
import { Steps } from './Steps';
import styles from './scheme.module.css';
import { sinceWords, TONES } from './state';

type Props = {
  card: SchemeCard;
  may: (entry: string) => boolean;
  onFly: (bounds: Bounds | null) => void;
  onBack: () => void;
  /** How the map shows it. */
  children: ReactNode;
};

export function SchemePage({ card, may, onFly, onBack, children }: Props) {
  const { scheme } = card;
  const isMade = scheme.state !== 'published' && scheme.state !== 'retired';
  const [heirs, setHeirs] = useState<Heir[]>([]);
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  return (
    <div className={styles.panel} data-testid="scheme-page" data-scheme={scheme.name} data-state={scheme.state}>
      <header className={styles.head}>
        <button
          type="button"
          ref={back}
          onClick={onBack}
          title={t('scheme.back')}
          aria-label={t('scheme.back')}
          data-testid="scheme-back"
        >
          <Icon name="back" size={18} />
        </button>
        <div>
          <h2>{scheme.name}</h2>
          <p>{sinceWords(card)}</p>
        </div>
        <Tag tone={TONES[scheme.state]}>{t(`scheme.state.${scheme.state}`)}</Tag>
      </header>
      {children}
      <div className={styles.body}>
        {isMade && <Steps card={card} may={may} heirs={heirs} onGone={onBack} />}
        {scheme.state !== 'published' && may('compare') && (
          <Comparison card={card} heirs={heirs} onHeirs={setHeirs} onFly={onFly} />
        )}
        {isMade && <Revisions card={card} mayUndo={may('undo_revision') && scheme.state === 'draft'} />}
        {card.steps.length > 0 && (
          <Section title={t('scheme.life')}>
            <ol className={styles.life} data-testid="scheme-life">
              {card.steps.map((step) => (
                <li key={`${step.step} ${step.at}`} data-step={step.step}>
                  <b>{t(`scheme.step.${step.step}`)}</b>
                  <span>
                    {shortTime(step.at)} · {seatWords(step.by)}
                  </span>
                  {step.note !== null && <em>{step.note}</em>}
                </li>
              ))}
            </ol>
          </Section>
        )}
      </div>
    </div>
  );
}

type ComparisonProps = {
  card: SchemeCard;
  heirs: Heir[];
  onHeirs: (heirs: Heir[]) => void;
  onFly: Props['onFly'];
};

/** A draft beside what is in force; what was in force beside it, the other way round. */
function Comparison({ card, heirs, onHeirs, onFly }: ComparisonProps) {
  const compared = useCompare(null, card.scheme.name);
  const isRetired = card.scheme.state === 'retired';
  return (
    <Section title={t(isRetired ? 'scheme.compare.titleRetired' : 'scheme.compare.title')}>
      {compared.error && <Note {...failureWords(compared.error)} />}
      {!compared.data && !compared.error && <Loading label={t('scheme.compare.loading')} />}
      {compared.data && (
        <div data-testid="comparison">
          {compared.data.obstacle !== null && heirs.length === 0 && (
            <Note {...failureWords(new CallFailed(compared.data.obstacle))} />
          )}
          <Differences comparison={compared.data} onFly={onFly} />
          {compared.data.gone.length > 0 && (
            <OldToNew
              gone={compared.data.gone}
              heirs={heirs}
              onHeirs={card.scheme.state === 'in_review' ? onHeirs : null}
              onFly={onFly}
            />
          )}
        </div>
      )}
    </Section>
  );
}
