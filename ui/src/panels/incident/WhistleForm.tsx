// The form in which one whistles: what sort, for whom, in how many minutes each, and what for.

import { Button, Input } from 'antd';
import { useId } from 'react';
import type { WhistleKind } from '../../bridge/wire/WhistleKind';
import type { WhistleOffer } from '../../bridge/wire/WhistleOffer';
import { nameOf, spoken } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { OneOf } from '../../shared/OneOf';
import { Key, Needed } from '../../shared/parts';
import styles from './card.module.css';
import { keyOfParty } from './deed';
import { type Known, PartiesField } from './Parties';
import { type Blowing, calledAs, draftOf } from './whistle';
import own from './whistle.module.css';

type Props = {
  incident: string;
  offers: readonly WhistleOffer[];
  known: Known;
  blowing: Blowing;
  isBusy: boolean;
  onChange: (blowing: Blowing) => void;
  onBlow: () => void;
  onFold: () => void;
};

/** As the rules have it. */
const LONGEST = 1000;

export function WhistleForm(props: Props) {
  const { offers, known, blowing, isBusy, onChange } = props;
  const id = useId();
  const { kind, words, called } = blowing;
  const offer = offers.find((one) => one.kind === kind);
  const names = new Map<string, string>([
    ...known.units.map((unit) => [`unit/${unit.id}`, unit.name] as const),
    ...known.grids.map((grid) => [`grid/${grid.path}`, grid.name] as const),
  ]);
  const why = offer?.hurdle ? spoken(offer.hurdle, {}) : null;
  const isReady = draftOf(props.incident, blowing) !== null && offer?.hurdle === null && !isBusy;
  return (
    <div className={styles.form} data-testid="whistle-form">
      <h4>{t('whistle.blow')}</h4>
      <OneOf<WhistleKind>
        size="small"
        aria-label={t('whistle.kind')}
        value={kind}
        options={offers.map((one) => ({
          value: one.kind,
          label: <span data-testid={`whistle-kind-${one.kind}`}>{nameOf('whistle_kind', one.kind)}</span>,
        }))}
        onChange={(next) =>
          onChange({ ...blowing, kind: next, called: called.map((one) => ({ ...one, minutes: null })) })
        }
      />
      {offer && (
        <p className={styles.quiet}>
          {t(`whistle.limit.${offer.pace}`, { minutes: offer.minutes, least: offer.least, most: offer.most })}
        </p>
      )}
      {why && <p role="alert">{t('incident.barred', { why: why.sentence, advice: why.advice })}</p>}
      <div className={styles.line}>
        <label htmlFor={`${id}c`}>
          {t('whistle.called')} <Needed value={called.length === 0 ? '' : ' x'}>{t('shell.needed')}</Needed>
        </label>
        <PartiesField
          id={`${id}c`}
          known={known}
          value={called.map(({ party }) => party)}
          onChange={(parties) => onChange({ ...blowing, called: calledAs(parties, called) })}
        />
      </div>
      {offer && called.length > 0 && (
        <ul className={own.minutes}>
          {called.map((one, at) => {
            const key = keyOfParty(one.party);
            return (
              <li key={key}>
                <label htmlFor={`${id}m${at}`}>{names.get(key) ?? one.party.id}</label>
                <input
                  id={`${id}m${at}`}
                  type="number"
                  min={offer.least}
                  max={offer.most}
                  value={one.minutes ?? offer.minutes}
                  onChange={({ target }) =>
                    onChange({
                      ...blowing,
                      called: called.map((it, nth) =>
                        nth === at ? { ...it, minutes: target.value === '' ? null : target.valueAsNumber } : it,
                      ),
                    })
                  }
                  data-testid="whistle-minutes"
                />
                <span>{t('whistle.minutesUnit')}</span>
              </li>
            );
          })}
        </ul>
      )}
      <div className={styles.line}>
        <label htmlFor={`${id}w`}>
          {t('whistle.why')} <Needed value={words.trim() === '' ? '' : ' x'}>{t('shell.needed')}</Needed>
        </label>
        <Input.TextArea
          id={`${id}w`}
          autoSize={{ minRows: 2, maxRows: 5 }}
          maxLength={LONGEST}
          value={words}
          aria-required
          onChange={(event) => onChange({ ...blowing, words: event.target.value })}
          data-testid="whistle-words"
        />
      </div>
      <div className={styles.formFoot}>
        <Button onClick={props.onFold}>
          {t('incident.fold')} <Key>Esc</Key>
        </Button>
        <Button type="primary" disabled={!isReady} loading={isBusy} onClick={props.onBlow} data-testid="whistle-do">
          {t('whistle.blow')} <Key>Ctrl ↵</Key>
        </Button>
      </div>
    </div>
  );
}
