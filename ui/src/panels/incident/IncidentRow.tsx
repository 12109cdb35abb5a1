// One incident in the list or on the board: how urgent, what, where, who has it, and what its clock says.

import type { CSSProperties } from 'react';
import type { IncidentLine } from '../../bridge/wire/IncidentLine';
import { nameOf } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { shortTime } from '../../shared/format';
import { Icon } from '../../shared/icons';
import { Tag } from '../../shared/parts';
import { LightSign } from './Clocks';
import { lightOf, owedWords } from './clock';
import { useDrafts } from './drafts';
import styles from './list.module.css';
import { STATE_TONES, URGENCY_TONES } from './looks';

type Props = {
  incident: IncidentLine;
  now: number;
  style: CSSProperties;
  isChosen: boolean;
  /** A column of the board is narrow: what the row stands under, its number and who has it say less there. */
  stands: 'list' | 'board';
  onOpen: () => void;
};

export function IncidentRow({ incident, now, style, isChosen, stands, onOpen }: Props) {
  const { urgency, state, owed, lead } = incident;
  const light = owed && lightOf(owed, now);
  const stateTag = <Tag tone={STATE_TONES[state]}>{nameOf('incident_state', state)}</Tag>;
  return (
    <button
      type="button"
      className={styles.row}
      style={style}
      data-chosen={isChosen}
      data-state={state}
      onClick={onOpen}
      data-testid={stands === 'list' ? 'incidents-row' : 'incident-board-row'}
      data-incident={incident.id}
    >
      <span>
        {urgency !== 'normal' && <Tag tone={URGENCY_TONES[urgency]}>{t(`order.priority.${urgency}`)}</Tag>}
        {stands === 'list' && stateTag}
        <b title={incident.category.join(' › ')}>{incident.category.at(-1) ?? nameOf('report_kind', incident.kind)}</b>
        {owed ? (
          <small className={styles.owed} data-light={light ?? 'none'} title={nameOf('incident_clock', owed.kind)}>
            <LightSign light={light} />
            {owedWords(owed, now)}
          </small>
        ) : (
          <time>{shortTime(incident.arrived)}</time>
        )}
      </span>
      <span className={styles.told}>
        {incident.photos > 0 && <Icon name="picture" size={14} />}
        {incident.voice && <Icon name="mic" size={14} />}
        <span>{incident.words === '' ? t('incident.wordless') : incident.words}</span>
      </span>
      <span className={styles.where}>
        {stands === 'list' ? <code>{incident.number}</code> : stateTag}
        <em>{incident.grid_name}</em>
        {lead && stands === 'list' && <em>{t('incident.with', { name: lead.name })}</em>}
        <Marks incident={incident} />
      </span>
    </button>
  );
}

/** What stands out of the usual course: sent back, reminded, watched, something asked for, something begun here. */
function Marks({ incident }: { incident: IncidentLine }) {
  const { id, returns, chased, is_supervised, asked, wants_reopening } = incident;
  const hasDraft = Object.keys(useDrafts(id)).length > 0;
  return (
    <i>
      {hasDraft && <Tag tone="amber">{t('incident.draft.kept')}</Tag>}
      {asked && <Tag tone="amber">{t(`incident.mark.asked.${asked.for}`)}</Tag>}
      {returns > 0 && <Tag tone="red">{t('incident.mark.returns', { times: returns })}</Tag>}
      {chased > 0 && <Tag tone="amber">{t('incident.mark.chased', { times: chased })}</Tag>}
      {wants_reopening && <Tag tone="red">{t('incident.mark.reopening')}</Tag>}
      {is_supervised && <Tag tone="red">{t('incident.mark.supervised')}</Tag>}
    </i>
  );
}
