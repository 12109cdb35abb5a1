// One venue, checkpoint, camera, unit or asset, as somebody wants it: added, moved, changed or removed.

import { Button, Input } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import type { Item } from '../../bridge/wire/Item';
import type { ItemKind } from '../../bridge/wire/ItemKind';
import type { ItemName } from '../../bridge/wire/ItemName';
import type { Unit } from '../../bridge/wire/Unit';
import { isPlaced } from '../../desk/amending';
import { useDoing } from '../../desk/calls';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { isSending } from '../../shared/composing';
import { OneOf } from '../../shared/OneOf';
import { Picker } from '../../shared/Picker';
import { Note } from '../../shared/parts';
import { ReasonInput } from '../../shared/ReasonInput';
import { uuid7 } from '../../shared/uuid';
import styles from './amend.module.css';
import { GridPicker } from './GridPicker';
import { FIELDS, type FieldAs, FRESH, itemOf, labelOf, type Written, writtenOf } from './written';

type Spot = { longitude: number; latitude: number };

type Props = {
  of: ItemKind;
  /** As it stood when the form was opened, and the digest of exactly this; none: it is added. */
  before: { item: Item; digest: string } | null;
  name: ItemName | null;
  venue: string | null;
  grid: string | null;
  spot: Spot | null;
  units: Pick<Unit, 'id' | 'name'>[];
  /** With the id of what is there now. */
  onDone: (id: string | null) => void;
  onClose: () => void;
};

const LONGEST = 120;
/** What the ids of those begin with that are added by hand. */
const LETTERS = { venue: 'V', checkpoint: 'K', stream: 'S', unit: 'D', asset: 'W', partner: 'P' } as const;
const QUEUES = ['0', '1', '2', '3'];

export function AmendForm({ of, before, name, venue, grid, spot, units, onDone, onClose }: Props) {
  const [id, setId] = useState(() => name?.id ?? `${LETTERS[of]}-${uuid7().slice(-6).toUpperCase()}`);
  const [written, setWritten] = useState<Written>(() =>
    before ? writtenOf(before.item) : { ...FRESH[of], grid: grid ?? '' },
  );
  const [reason, setReason] = useState<string | null>(null);
  const doing = useDoing();
  const looksAt = before?.item.of === 'stream' ? before.item.row.venue : (venue ?? '');
  const item = itemOf({ of, id, written, spot, venue: looksAt });

  const save = async (): Promise<void> => {
    if (!item) return;
    const wish = { item: name, seen: before?.digest ?? null, after: item, reason: null };
    if (await doing.go({ type: 'amend_item', wish })) onDone(id);
  };
  const remove = async (): Promise<void> => {
    if (!before || !name || (reason ?? '').trim() === '') return;
    const wish = { item: name, seen: before.digest, after: null, reason };
    if (await doing.go({ type: 'amend_item', wish })) onDone(null);
  };
  const enter = (then: () => Promise<void>) => (event: React.KeyboardEvent) => {
    if (isSending(event)) void then();
  };
  const write = (field: string) => (value: string) =>
    setWritten((now) => {
      // A partner that is a known unit is called so, unless somebody said otherwise.
      const unit = of === 'partner' && field === 'unit' ? units.find((one) => one.id === value) : undefined;
      const called: Written = unit && (now.name ?? '') === '' ? { name: unit.name } : {};
      return { ...now, [field]: value, ...called };
    });
  // Where something lies its grid is known.
  const isAsked = ([, as]: readonly [string, FieldAs]): boolean => as !== 'grid' || spot === null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was refused is old once something else is wanted
  useEffect(() => doing.forget(), [written, spot, reason]);

  return (
    <div className={styles.form} data-testid="amend-form" data-of={of}>
      <h2>{t(before ? 'amend.title.change' : 'amend.title.add', { noun: t(`amend.noun.${of}`) })}</h2>
      {before === null && of !== 'stream' && (
        <Line label={t('amend.field.id')} field="id" value={id} onWrite={setId} onEnter={enter(save)} />
      )}
      {FIELDS[of].filter(isAsked).map(([field, as]) => (
        <Field
          key={field}
          field={field}
          label={t(labelOf(of, field))}
          as={as}
          isFixed={of === 'stream' && field === 'name' && before !== null}
          value={written[field] ?? ''}
          units={units}
          onWrite={write(field)}
          onEnter={enter(save)}
        />
      ))}
      {isPlaced(of) && (
        <div className={styles.row}>
          <span>{t('amend.field.place')}</span>
          <p className={styles.place} data-missing={spot === null} data-testid="amend-place">
            {spot ? `${spot.longitude.toFixed(5)}, ${spot.latitude.toFixed(5)}` : t('amend.pick')}
            <em>{t(spot ? 'amend.drag' : of === 'unit' ? 'amend.optional' : 'amend.needed')}</em>
          </p>
        </div>
      )}
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
      {reason !== null && (
        <div className={styles.remove}>
          <ReasonInput
            label={t('amend.reason')}
            value={reason}
            onChange={setReason}
            onSend={() => void remove()}
            testId="amend-reason"
          />
          <Button
            size="small"
            danger
            type="primary"
            disabled={reason.trim() === ''}
            loading={doing.busy}
            onClick={() => void remove()}
            data-testid="amend-remove-go"
          >
            {t('amend.removeGo')}
          </Button>
        </div>
      )}
      <footer>
        {before !== null && reason === null && (
          <Button size="small" danger onClick={() => setReason('')} data-testid="amend-remove">
            {t('amend.remove')}
          </Button>
        )}
        <i />
        <Button size="small" onClick={onClose} data-testid="amend-close">
          {t('amend.close')}
        </Button>
        <Button
          size="small"
          type="primary"
          disabled={item === null}
          loading={doing.busy && reason === null}
          onClick={() => void save()}
          data-testid="amend-save"
        >
          {t('amend.save')}
        </Button>
      </footer>
    </div>
  );
}

type FieldProps = {
  field: string;
  label: string;
  as: FieldAs;
  isFixed: boolean;
  value: string;
  units: Props['units'];
  onWrite: (value: string) => void;
  onEnter: (event: React.KeyboardEvent) => void;
};

function Field({ field, label, as, isFixed, value, units, onWrite, onEnter }: FieldProps) {
  const choice = (options: { value: string; label: string }[]): ReactNode => (
    <div className={styles.row} data-field={field}>
      <span>{label}</span>
      <OneOf size="small" aria-label={label} value={value} options={options} onChange={onWrite} />
    </div>
  );
  switch (as) {
    case 'open':
      return choice(['open', 'closed'].map((one) => ({ value: one, label: t(`grid.checkpoint.state.${one}`) })));
    case 'queue':
      return choice(QUEUES.map((one) => ({ value: one, label: t(`grid.checkpoint.queues.${one}`) })));
    case 'yes':
      return choice(['yes', 'no'].map((one) => ({ value: one, label: t(`amend.${one}`) })));
    case 'unit':
      return (
        <div className={styles.row} data-field={field}>
          <span>{label}</span>
          <Picker
            size="small"
            allowClear
            aria-label={label}
            value={value === '' ? null : value}
            options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
            onChange={(next: string | undefined) => onWrite(next ?? '')}
          />
        </div>
      );
    case 'grid':
      return (
        <div className={styles.row} data-field={field}>
          <span>{label}</span>
          <GridPicker label={label} value={value} onWrite={onWrite} />
        </div>
      );
    default:
      return <Line label={label} field={field} value={value} isFixed={isFixed} onWrite={onWrite} onEnter={onEnter} />;
  }
}

function Line(props: {
  label: string;
  field: string;
  value: string;
  isFixed?: boolean;
  onWrite: (value: string) => void;
  onEnter: (event: React.KeyboardEvent) => void;
}) {
  return (
    <div className={styles.row} data-field={props.field}>
      <span>{props.label}</span>
      <Input
        size="small"
        value={props.value}
        maxLength={LONGEST}
        disabled={props.isFixed ?? false}
        aria-label={props.label}
        onChange={(event) => props.onWrite(event.target.value)}
        onKeyDown={props.onEnter}
        data-testid="amend-line"
      />
    </div>
  );
}
