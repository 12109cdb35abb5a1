// The form in which something is said with a deed, in place under the card.

import { Button, Input } from 'antd';
import { useEffect, useId, useState } from 'react';
import { AttachBar } from '../../attachments/AttachBar';
import type { FollowUpResult } from '../../bridge/wire/FollowUpResult';
import type { IncidentCard } from '../../bridge/wire/IncidentCard';
import type { IncidentDeed } from '../../bridge/wire/IncidentDeed';
import type { IncidentLine } from '../../bridge/wire/IncidentLine';
import { MOST_TO_ANSWER, useAttaching } from '../../desk/attaching';
import { nameOf } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { isComposing } from '../../shared/composing';
import { OneOf } from '../../shared/OneOf';
import { Key } from '../../shared/parts';
import styles from './card.module.css';
import { type Said, stepOf } from './deed';
import { FormFoot, Line, LONGEST, WordsLine } from './form';
import { type Known, PartiesField, PartyField, PostField } from './Parties';

type Props = {
  deed: IncidentDeed;
  card: IncidentCard;
  said: Said;
  known: Known;
  /** Open ones that it may be the same as. */
  others: readonly IncidentLine[];
  isShown: boolean;
  isBusy: boolean;
  onSay: (said: Said) => void;
  onDo: () => void;
  onFold: () => void;
};

const REACHED: FollowUpResult[] = ['content', 'partly', 'unhappy', 'nobody'];

export function DeedForm(props: Props) {
  const { deed, card, said, known, isBusy, onSay } = props;
  const id = useId();
  const [isWaiting, setWaiting] = useState(false);
  const change = (some: Partial<Said>): void => onSay({ ...said, ...some });
  const isReady = stepOf(deed, said) !== null && !isWaiting && !isBusy;
  const asksWitness = (deed === 'pass' || deed === 'fail') && card.is_own_work;
  const isPhotographed = deed === 'dispose' || deed === 'pass' || deed === 'fail';
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter in a field of the form sends it
    <div
      className={styles.form}
      data-testid="incident-form"
      data-deed={deed}
      onKeyDown={(event) => {
        const field = event.target instanceof HTMLInputElement ? event.target : null;
        if (event.key !== 'Enter' || event.ctrlKey || isComposing(event) || field?.type !== 'text') return;
        if (field.getAttribute('role') === 'combobox') return;
        event.preventDefault();
        if (isReady) props.onDo();
      }}
    >
      <h4>{nameOf('incident_deed', deed)}</h4>
      {(deed === 'assign' || deed === 'return') && (
        <Line id={`${id}p`} label={t(`incident.ask.${deed}.party`)} needs={said.party === null}>
          <PartyField id={`${id}p`} known={known} value={said.party} onChange={(party) => change({ party })} />
        </Line>
      )}
      {deed === 'assign' && (
        <Line id={`${id}a`} label={t('incident.ask.assisting')}>
          <PartiesField
            id={`${id}a`}
            placeholder={t('incident.party.nobody')}
            known={known}
            value={said.assisting}
            onChange={(assisting) => change({ assisting })}
          />
        </Line>
      )}
      {deed === 'ask' && (
        <>
          <OneOf<Said['request']>
            size="small"
            aria-label={nameOf('incident_deed', 'ask')}
            value={said.request}
            options={(['extension', 'suspension'] as const).map((value) => ({
              value,
              label: t(`incident.request.${value}`),
            }))}
            onChange={(request) => change({ request })}
          />
          <Line id={`${id}u`} label={t('incident.ask.until')} needs={said.until === ''}>
            <input
              id={`${id}u`}
              type="datetime-local"
              className={styles.until}
              value={said.until}
              onChange={(event) => change({ until: event.target.value })}
              data-testid="incident-until"
            />
          </Line>
        </>
      )}
      {deed === 'follow_up' && (
        <OneOf<FollowUpResult | ''>
          size="small"
          aria-label={t('incident.ask.reached')}
          value={said.reached ?? ''}
          options={REACHED.map((value) => ({
            value,
            label: <span data-testid={`incident-reached-${value}`}>{t(`incident.reached.${value}`)}</span>,
          }))}
          onChange={(reached) => change({ reached: reached === '' ? null : reached })}
        />
      )}
      {asksWitness && (
        <Line id={`${id}w`} label={t('incident.ask.witness')} needs={said.witness === null}>
          <PostField id={`${id}w`} value={said.witness} onChange={(witness) => change({ witness })} />
        </Line>
      )}
      {deed === 'merge' ? (
        <Others {...props} onChange={(into) => change({ into })} />
      ) : (
        <WordsLine
          label={t(`incident.ask.words.${deed}`)}
          autoFocus={deed !== 'assign' && deed !== 'return'}
          value={said.words}
          onChange={(words) => change({ words })}
          testId="incident-words"
        />
      )}
      {deed === 'return' && (
        <Line id={`${id}b`} label={t('incident.ask.basis')} needs={said.basis.trim() === ''}>
          <Input
            id={`${id}b`}
            maxLength={LONGEST}
            value={said.basis}
            aria-required
            onChange={(event) => change({ basis: event.target.value })}
            data-testid="incident-basis"
          />
        </Line>
      )}
      {isPhotographed && (
        <Photos
          kept={said.attachments}
          isShown={props.isShown}
          onWaiting={setWaiting}
          onChange={(attachments) => onSay({ ...said, attachments })}
        />
      )}
      <FormFoot onFold={props.onFold}>
        <Button type="primary" disabled={!isReady} loading={isBusy} onClick={props.onDo} data-testid="incident-do">
          {nameOf('incident_deed', deed)} <Key>Ctrl ↵</Key>
        </Button>
      </FormFoot>
    </div>
  );
}

/** Which one it is the same as: those close by stand first. */
function Others({ card, others, said, onChange }: Props & { onChange: (into: string) => void }) {
  const near = card.near.map((line) => line.id);
  const all = [...card.near, ...others.filter(({ id }) => id !== card.line.id && !near.includes(id))].slice(0, 20);
  if (all.length === 0) return <p className={styles.quiet}>{t('incident.near.none')}</p>;
  return (
    <div className={styles.choices} role="radiogroup" aria-label={t('incident.ask.into')}>
      {all.map(({ id, number, kind, grid_name, words }) => (
        <label key={id}>
          <input
            type="radio"
            name="into"
            checked={said.into === id}
            onChange={() => onChange(id)}
            data-testid="incident-into"
            data-incident={id}
          />
          <span>
            <b>{nameOf('report_kind', kind)}</b> <code>{number}</code> {grid_name}
            <em>{words === '' ? t('incident.wordless') : words}</em>
          </span>
        </label>
      ))}
    </div>
  );
}

type PhotoProps = {
  /** What had come before the form was folded. */
  kept: Said['attachments'];
  isShown: boolean;
  onWaiting: (isWaiting: boolean) => void;
  onChange: (attachments: Said['attachments']) => void;
};

function Photos({ kept, isShown, onWaiting, onChange }: PhotoProps) {
  const attaching = useAttaching(kept.flatMap((one) => (one.is === 'file' ? [one.file] : [])));
  const { files, isBusy, hasFailed } = attaching;
  const isTooMuch = files.length > MOST_TO_ANSWER;
  const isWaiting = isBusy || hasFailed || isTooMuch;
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when there is something new to tell
  useEffect(() => onChange(files.map((file) => ({ is: 'file', file }))), [files.map(({ hash }) => hash).join()]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: likewise
  useEffect(() => {
    onWaiting(isWaiting);
    return () => onWaiting(false);
  }, [isWaiting]);
  return (
    <>
      <AttachBar attaching={attaching} isShown={isShown} keyWords="Alt F" />
      {isTooMuch && <p role="alert">{t('attachment.tooMany', { most: MOST_TO_ANSWER })}</p>}
    </>
  );
}
