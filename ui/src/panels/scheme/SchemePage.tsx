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
import { InForce } from './InForce';
import { OldToNew } from './OldToNew';
import { Revisions } from './Revisions';
import { Steps } from './Steps';
import styles from './scheme.module.css';
import { sinceWords, TONES } from './state';

type Props = {
  card: SchemeCard;
  /** The scheme that was in force before this one; none: this is a draft, or the first. */
  before: SchemeCard | null;
  may: (entry: string) => boolean;
  onFly: (bounds: Bounds | null) => void;
  onOpen: (scheme: string) => void;
  onBack: () => void;
  /** How the map shows it. */
  children: ReactNode;
};

export function SchemePage({ card, before, may, onFly, onOpen, onBack, children }: Props) {
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
        <Unreviewed card={card} />
      </header>
      {children}
      <div className={styles.body}>
        {isMade && <Steps card={card} may={may} heirs={heirs} onGone={onBack} />}
        {!isMade && <InForce card={card} before={before} onOpen={onOpen} />}
        {may('compare') && (scheme.state !== 'published' || before !== null) && (
          <Comparison card={card} before={before} heirs={heirs} onHeirs={setHeirs} onFly={onFly} />
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

/** Said only where somebody might think otherwise: what holds was looked at by nobody. */
export function Unreviewed({ card }: { card: SchemeCard }) {
  return card.review === 'imported' ? <Tag tone="amber">{t('scheme.review.imported')}</Tag> : null;
}

type ComparisonProps = {
  card: SchemeCard;
  before: SchemeCard | null;
  heirs: Heir[];
  onHeirs: (heirs: Heir[]) => void;
  onFly: Props['onFly'];
};

/** A draft beside what is in force; that beside what was before it; and what was beside what is, the other way round. */
function Comparison({ card, before, heirs, onHeirs, onFly }: ComparisonProps) {
  const isInForce = card.scheme.state === 'published';
  const isRetired = card.scheme.state === 'retired';
  const compared = useCompare(isInForce && before ? before.scheme.name : null, card.scheme.name);
  return (
    <Section title={t(`scheme.compare.title${isInForce ? 'Before' : isRetired ? 'Retired' : ''}`)}>
      {compared.error && <Note {...failureWords(compared.error)} />}
      {!compared.data && !compared.error && <Loading label={t('scheme.compare.loading')} />}
      {compared.data && (
        <div data-testid="comparison">
          {compared.data.obstacle !== null && heirs.length === 0 && (
            <Note {...failureWords(new CallFailed(compared.data.obstacle))} />
          )}
          <Differences comparison={compared.data} beside={isInForce ? 'former' : 'inForce'} onFly={onFly} />
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
