// Who told it, where somebody else did: for the centre's vault, and never kept on the phone.

import { type ReactNode, useState } from 'react';
import type { Caller } from '../bridge/wire/Caller';
import { Icon } from './Icon';
import { say } from './words';

const FIELDS = [
  { key: 'name', mode: 'text' },
  { key: 'phone', mode: 'tel' },
  { key: 'address', mode: 'text' },
] as const;
/** As the rules have it. */
const LONGEST = 120;

type Props = { caller: Caller; isLinked: boolean; onCaller: (caller: Caller) => void };

/** Nobody, unless something is there by which to reach whoever told it. */
export function callerOf({ name = '', phone = '', address = '', reply }: Caller): Caller | null {
  const told = Object.entries({ name, phone, address })
    .map(([key, text]) => [key, text.trim()] as const)
    .filter(([, text]) => text !== '');
  return told.length === 0 ? null : { ...Object.fromEntries(told), ...(reply && { reply }) };
}

export function CallerField({ caller, isLinked, onCaller }: Props): ReactNode {
  const [isOpen, setOpen] = useState(false);
  if (!isOpen) {
    return (
      <button type="button" className="second" data-testid="report-caller" onClick={() => setOpen(true)}>
        <Icon name="plus" /> {say('report.caller.add')}
      </button>
    );
  }
  return (
    <fieldset className="spot sealed" data-testid="report-caller-fields">
      <legend className="label">{say('report.caller')}</legend>
      <p className="quiet">{say('report.caller.sealed')}</p>
      {FIELDS.map(({ key, mode }) => (
        <label key={key} className="label">
          {say(`report.caller.${key}`)}
          <input
            type={mode}
            maxLength={LONGEST}
            autoComplete="off"
            value={caller[key] ?? ''}
            data-testid="report-caller-line"
            data-field={key}
            onChange={(event) => onCaller({ ...caller, [key]: event.target.value })}
          />
        </label>
      ))}
      <label className="check">
        <input
          type="checkbox"
          checked={caller.reply === 'wanted'}
          data-testid="report-caller-reply"
          onChange={(event) => onCaller({ ...caller, reply: event.target.checked ? 'wanted' : 'unwanted' })}
        />
        {say('report.caller.reply')}
      </label>
      {!isLinked && (
        <p className="notice warn" role="status" data-testid="report-caller-offline">
          {say('report.caller.offline')}
        </p>
      )}
      <button
        type="button"
        className="plain"
        data-testid="report-caller-drop"
        onClick={() => {
          onCaller({});
          setOpen(false);
        }}
      >
        {say('report.caller.drop')}
      </button>
    </fieldset>
  );
}
