// The form in which one whistles: what sort, for whom, in how many minutes each, and what for.

import { Button } from 'antd';
import { useId } from 'react';
import type { WhistleKind } from '../../bridge/wire/WhistleKind';
import type { WhistleOffer } from '../../bridge/wire/WhistleOffer';
import { nameOf, spoken } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { OneOf } from '../../shared/OneOf';
import { Key } from '../../shared/parts';
import styles from './card.module.css';
import { keyOfParty } from './deed';
import { FormFoot, Line, OpenForm, WordsLine } from './form';
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
    <OpenForm testId="whistle-form">
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
      <Line id={`${id}c`} label={t('whistle.called')} needs={called.length === 0}>
        <PartiesField
          id={`${id}c`}
          autoFocus
          placeholder={t('incident.party.choose')}
          known={known}
          value={called.map(({ party }) => party)}
          onChange={(parties) => onChange({ ...blowing, called: calledAs(parties, called) })}
        />
      </Line>
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
      <WordsLine
        label={t('whistle.why')}
        most={5}
        autoFocus={false}
        value={words}
        onChange={(next) => onChange({ ...blowing, words: next })}
        testId="whistle-words"
      />
      <FormFoot onFold={props.onFold}>
        <Button type="primary" disabled={!isReady} loading={isBusy} onClick={props.onBlow} data-testid="whistle-do">
          {t('whistle.blow')} <Key>Ctrl ↵</Key>
        </Button>
      </FormFoot>
    </OpenForm>
  );
}
