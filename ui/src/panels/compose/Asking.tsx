// What is asked: words, kind, urgency, until when, and what an answer must hold.

import { Input } from 'antd';
import type { OrderKind } from '../../bridge/wire/OrderKind';
import type { Priority } from '../../bridge/wire/Priority';
import { t } from '../../i18n/words';
import { OneOf } from '../../shared/OneOf';
import { Section } from '../../shared/parts';
import styles from './compose.module.css';
import { DEADLINES, type Form, filled, type Holds } from './form';

type Props = { form: Form; fields: readonly string[]; change: (some: Partial<Form>) => void };

const KINDS: OrderKind[] = ['notice', 'command', 'check', 'help', 'roll_call'];
const PRIORITIES: Priority[] = ['normal', 'urgent', 'critical'];
const HOLDS: Holds[] = ['custom', 'nothing', 'words', 'photo', 'place', 'number', 'choice'];

/** A place is asked for at a roll call. */
const fits = (holds: Holds, form: Form): boolean =>
  holds !== 'place' || form.kind === 'roll_call' || form.holds === 'place';

export function Asking({ form, fields, change }: Props) {
  return (
    <Section>
      {fields.length > 0 && (
        <div className={styles.fields} data-testid="template-fields">
          {fields.map((field, index) => (
            <div key={field} className={styles.pair}>
              <span className={styles.field}>{field}</span>
              <Input
                autoFocus={index === 0}
                aria-label={field}
                value={form.values[field] ?? ''}
                maxLength={200}
                data-field={field}
                data-testid="template-field"
                onChange={(event) => change({ values: { ...form.values, [field]: event.target.value } })}
              />
            </div>
          ))}
          <p className={styles.filled}>{filled(form.text, form.values)}</p>
        </div>
      )}
      <Input.TextArea
        autoFocus={fields.length === 0}
        aria-label={t('order.list.text')}
        value={form.text}
        rows={4}
        maxLength={2000}
        placeholder={t('order.compose.placeholder')}
        onChange={(event) => change({ text: event.target.value })}
        data-testid="compose-text"
      />
      <div className={styles.fields}>
        <span>{t('order.compose.kind')}</span>
        <OneOf
          aria-label={t('order.compose.kind')}
          value={form.kind}
          options={KINDS.map((value) => ({ value, label: t(`order.kind.${value}`) }))}
          onChange={(kind) => change({ kind })}
        />
        <span>{t('order.compose.priority')}</span>
        <OneOf
          aria-label={t('order.compose.priority')}
          value={form.priority}
          options={PRIORITIES.map((value) => ({ value, label: t(`order.priority.${value}`) }))}
          onChange={(priority) => change({ priority })}
        />
        <span>{t('order.compose.deadline')}</span>
        <OneOf
          aria-label={t('order.compose.deadline')}
          value={form.minutes}
          options={[...new Set([...DEADLINES, form.minutes])]
            .sort((a, b) => a - b)
            .map((value) => ({
              value,
              label: value === 0 ? t('order.compose.noDeadline') : t('order.compose.minutes', { count: value }),
            }))}
          onChange={(minutes) => change({ minutes })}
        />
        <span>{t('order.compose.answer')}</span>
        <OneOf
          aria-label={t('order.compose.answer')}
          value={form.holds}
          options={HOLDS.filter((value) => fits(value, form)).map((value) => ({
            value,
            label: t(`order.holds.${value}`),
          }))}
          onChange={(holds) => change({ holds })}
          data-testid="compose-holds"
        />
        {form.holds === 'number' && (
          <>
            <span>{t('order.compose.unit')}</span>
            <Input
              value={form.unit}
              maxLength={40}
              aria-label={t('order.compose.unit')}
              placeholder={t('order.compose.unitExample')}
              onChange={(event) => change({ unit: event.target.value })}
              data-testid="compose-unit"
            />
          </>
        )}
        {form.holds === 'choice' && (
          <>
            <span>{t('order.compose.choices')}</span>
            <Input
              value={form.choices}
              maxLength={500}
              aria-label={t('order.compose.choices')}
              placeholder={t('order.compose.choicesExample')}
              onChange={(event) => change({ choices: event.target.value })}
              data-testid="compose-choices"
            />
          </>
        )}
      </div>
    </Section>
  );
}
