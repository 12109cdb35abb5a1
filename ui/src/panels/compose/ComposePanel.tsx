// An order being composed: to whom, what, by when. What it would reach is shown while one types.

import { Button, Checkbox, Input, Segmented } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { DistrictCard } from '../../bridge/wire/DistrictCard';
import type { Draft } from '../../bridge/wire/Draft';
import type { GridCard } from '../../bridge/wire/GridCard';
import type { OrderKind } from '../../bridge/wire/OrderKind';
import type { PostRole } from '../../bridge/wire/PostRole';
import type { Priority } from '../../bridge/wire/Priority';
import { useDoing } from '../../desk/calls';
import { offerHands } from '../../desk/hands';
import { useReach } from '../../desk/questions';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { useRested } from '../../shared/clock';
import { figure } from '../../shared/format';
import { Picker } from '../../shared/Picker';
import { Key, Note, Section } from '../../shared/parts';
import { durations } from '../../shared/tokens';
import styles from './compose.module.css';
import { beginForm, DEADLINES, deadlineOf, draftOf, type Form, levelsIn, ROLES } from './form';
import { Preview } from './Preview';

type Props = {
  card: GridCard;
  district: DistrictCard;
  /** What it begins with: an instruction that was given on the phone, for this very grid. */
  begun: string | null;
  /** Behind another panel no key sends it. */
  isShown: boolean;
  onSent: (order: string) => void;
  onClose: () => void;
};

const KINDS: OrderKind[] = ['notice', 'command', 'check', 'help', 'roll_call'];
const PRIORITIES: Priority[] = ['normal', 'urgent', 'critical'];

export function ComposePanel({ card, district, begun, isShown, onSent, onClose }: Props) {
  const { path } = card.grid;
  const levels = levelsIn(card);
  const [form, setForm] = useState<Form>(() => beginForm(levels, begun));
  const change = (some: Partial<Form>): void => setForm((before) => ({ ...before, ...some }));
  const doing = useDoing();
  const { forget } = doing;
  // The deadline counts from the first press, so a retry says the same and stays one command.
  const draft = useRef<Draft | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed form is another command
  useEffect(() => {
    draft.current = null;
    forget();
  }, [form, path, forget]);

  const isWhole = form.levels.length > 0 && form.roles.length > 0;
  const asked = isWhole ? draftOf(form, path, levels, null) : null;
  const rested = useRested(JSON.stringify({ ...asked, text: '' }), durations.previewPause);
  const reach = useReach(isWhole ? (JSON.parse(rested) as Draft) : null);
  const canSend = isWhole && form.text.trim() !== '' && !doing.busy;

  const send = async (): Promise<void> => {
    if (!canSend) return;
    draft.current ??= draftOf(form, path, levels, deadlineOf(form, Date.now()));
    const outcome = await doing.go({ type: 'issue_order', draft: draft.current });
    if (outcome?.type === 'order_issued') onSent(outcome.order);
  };
  useEffect(() => (isShown ? offerHands({ send: () => void send() }) : undefined));

  return (
    <div className={styles.panel} data-testid="compose">
      <header className={styles.head}>
        <span>{t('order.compose.to')}</span>
        <h2>{card.grid.name}</h2>
        <span>{t('order.compose.andBelow')}</span>
      </header>
      <div className={styles.body}>
        <Section>
          <Input.TextArea
            autoFocus
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
            <Segmented
              aria-label={t('order.compose.kind')}
              value={form.kind}
              options={KINDS.map((value) => ({ value, label: t(`order.kind.${value}`) }))}
              onChange={(kind) => change({ kind })}
            />
            <span>{t('order.compose.priority')}</span>
            <Segmented
              aria-label={t('order.compose.priority')}
              value={form.priority}
              options={PRIORITIES.map((value) => ({ value, label: t(`order.priority.${value}`) }))}
              onChange={(priority) => change({ priority })}
            />
            <span>{t('order.compose.deadline')}</span>
            <Segmented
              aria-label={t('order.compose.deadline')}
              value={form.minutes}
              options={DEADLINES.map((value) => ({
                value,
                label: value === 0 ? t('order.compose.noDeadline') : t('order.compose.minutes', { count: value }),
              }))}
              onChange={(minutes) => change({ minutes })}
            />
          </div>
        </Section>
        <Section title={t('order.compose.levels')}>
          <Checkbox.Group
            className={styles.checks}
            value={form.levels}
            onChange={(chosen) => change({ levels: chosen.map(Number) })}
            options={levels.map(({ level, name, grids }) => ({
              value: level,
              label: (
                <span data-testid={`compose-level-${level}`}>
                  {name} <em>{figure(grids)}</em>
                </span>
              ),
            }))}
          />
          <div className={styles.fields}>
            <span>{t('order.compose.roles')}</span>
            <Checkbox.Group
              className={styles.checks}
              value={form.roles}
              onChange={(roles) => change({ roles: roles as PostRole[] })}
              options={ROLES.map((value) => ({ value, label: t(`order.role.${value}`) }))}
            />
            <span>{t('order.compose.having')}</span>
            <Picker
              allowClear
              aria-label={t('order.compose.having')}
              value={form.having}
              placeholder={t('order.compose.anyGrid')}
              onChange={(having: string | undefined) => change({ having: having ?? null })}
              options={Object.entries(district.attributes).map(([name, count]) => ({
                value: name,
                label: `${name} · ${figure(count)}`,
              }))}
              notFoundContent={t('order.compose.noAttributes')}
              data-testid="compose-having"
            />
            <span>{t('order.compose.answering')}</span>
            <Segmented
              aria-label={t('order.compose.answering')}
              value={form.answering}
              options={(['custom', 'every_person', 'one_per_grid'] as const).map((value) => ({
                value,
                label: t(`order.answering.${value}`),
              }))}
              onChange={(answering) => change({ answering })}
            />
          </div>
        </Section>
        <Preview reach={reach.data ?? null} failure={reach.error} isWhole={isWhole} stale={reach.isPlaceholderData} />
        {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
      </div>
      <footer className={styles.foot}>
        <Button onClick={onClose}>{t('order.compose.cancel')}</Button>
        <Button
          type="primary"
          disabled={!canSend}
          loading={doing.busy}
          onClick={() => void send()}
          data-testid="compose-send"
        >
          {t('order.compose.send')} <Key>Ctrl ↵</Key>
        </Button>
      </footer>
    </div>
  );
}
