// An order being composed: to whom, what, by when. What it would reach is shown while one types.

import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { AttachBar } from '../../attachments/AttachBar';
import { CallFailed, isLost } from '../../bridge/failed';
import type { DistrictCard } from '../../bridge/wire/DistrictCard';
import type { Draft } from '../../bridge/wire/Draft';
import type { GridCard } from '../../bridge/wire/GridCard';
import type { OrderLine } from '../../bridge/wire/OrderLine';
import type { PlaceLine } from '../../bridge/wire/PlaceLine';
import { attachmentsOf, filesOf, MOST_TO_ORDER, useAttaching } from '../../desk/attaching';
import { useDoing } from '../../desk/calls';
import { type Start, useDrafting } from '../../desk/drafting';
import { offerHands } from '../../desk/hands';
import { useReach } from '../../desk/questions';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { useRested } from '../../shared/clock';
import { figure } from '../../shared/format';
import { Key, Note, Section } from '../../shared/parts';
import { durations } from '../../shared/tokens';
import { Asking } from './Asking';
import { Choosing } from './Choosing';
import styles from './compose.module.css';
import { answerOf, deadlineOf, draftOf, emptyForm, type Form, filled, formOf, levelsIn, targetOf } from './form';
import { Preview } from './Preview';
import { SavedBar } from './SavedBar';
import { Sketches } from './Sketches';

type Props = {
  card: GridCard;
  district: DistrictCard;
  places: readonly PlaceLine[];
  /** Earlier orders, whose silent people an order may go to. */
  orders: readonly OrderLine[];
  /** Behind another panel no key sends it. */
  isShown: boolean;
  /** Takes a template, or a saved target with what is written so far. */
  onBegin: (start: Start) => void;
  onSent: (order: string) => void;
  onClose: () => void;
};

/** What was previewed is not what would happen now. */
const CHANGED = ['order.reach_changed', 'gateway.plan_changed'];

export function ComposePanel(props: Props) {
  const { card, district, isShown, onSent, onClose } = props;
  const { path } = card.grid;
  const levels = levelsIn(card);
  const drafting = useDrafting();
  const { start } = drafting;
  const corrects = start?.corrects ?? null;
  const [form, setForm] = useState<Form>(() => (start ? formOf(start, levels) : emptyForm(levels)));
  const change = (some: Partial<Form>): void => setForm((before) => ({ ...before, ...some }));
  const attaching = useAttaching(filesOf(start?.attachments ?? []));
  const attachments = attachmentsOf(attaching.files, drafting.sketches);
  const isTooMuch = attaching.enclosed.length + drafting.sketches.length > MOST_TO_ORDER;
  const doing = useDoing();
  const { forget } = doing;
  const target = targetOf(form, path, levels, drafting);
  const said = JSON.stringify([form, target, attachments]);
  // The deadline counts from the first press, so a retry says the same and stays one command.
  const draft = useRef<Draft | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed form is another command
  useEffect(() => {
    draft.current = null;
    forget();
  }, [said, forget]);

  const correcting = corrects ? { corrects: corrects.id } : {};
  const isWhole = form.levels.length > 0 && form.roles.length > 0;
  const words = form.outside === null ? { text: '' } : {};
  const asked = isWhole ? JSON.stringify({ ...draftOf(form, target, null), ...correcting, ...words }) : '';
  const rested = useRested(asked, durations.previewPause);
  const restedDraft = isWhole && rested !== '' ? (JSON.parse(rested) as Draft) : null;
  const reach = useReach(restedDraft, form.minutes);
  const fields = start?.fields.filter((field) => form.text.includes(`{${field}}`)) ?? [];
  const isFilled = fields.every((field) => (form.values[field] ?? '').trim() !== '');
  // What is on its way is waited for, and what was not taken is removed by whoever attached it.
  const isAttached = !attaching.isBusy && !attaching.hasFailed && !isTooMuch;
  const canSend = isAttached && isWhole && filled(form.text, form.values).trim() !== '' && isFilled && !doing.busy;

  const send = async (): Promise<void> => {
    if (!canSend) return;
    const isSeen = rested === asked && reach.data && !reach.isPlaceholderData && !reach.error;
    // Who did not answer is found when it is sent; anybody else is whom the preview said.
    const seen = isSeen && form.unanswered === null ? { seen: reach.data.digest } : {};
    const plan = isSeen ? (reach.data.outside.plan ?? null) : null;
    // The gateway reaches exactly those of the preview, whoever opens a page meanwhile.
    const outside = form.outside && plan ? { outside: { ...form.outside, seen: plan.seen } } : {};
    const enclosed = attachments.length > 0 ? { attachments } : {};
    const made = start?.incident ? { incident: start.incident.id } : {};
    const drafted = draftOf(form, target, deadlineOf(form, Date.now()));
    draft.current ??= { ...drafted, ...correcting, ...made, ...seen, ...outside, ...enclosed };
    const outcome = await doing.go({ type: 'issue_order', draft: draft.current });
    if (outcome?.type === 'order_issued') onSent(outcome.order);
  };
  const { refetch } = reach;
  const isChanged = doing.failure instanceof CallFailed && CHANGED.includes(doing.failure.failure.code);
  useEffect(() => {
    if (!isChanged) return;
    // The next press is for whom the new preview says.
    draft.current = null;
    void refetch();
  }, [isChanged, refetch]);
  const isStale = reach.isPlaceholderData || rested !== asked;
  useEffect(() => (isShown ? offerHands({ send: () => void send() }) : undefined));

  const now = (): Omit<Start, 'template' | 'fields' | 'corrects'> => ({
    text: form.text,
    kind: form.kind,
    priority: form.priority,
    minutes: form.minutes,
    target,
    answering: form.answering === 'custom' ? null : form.answering,
    answer: answerOf(form),
    attachments,
  });

  return (
    <div className={styles.panel} data-testid="compose">
      <header className={styles.head}>
        <span>{t('order.compose.to')}</span>
        <h2>{card.grid.name}</h2>
        <span>{t('order.compose.andBelow')}</span>
      </header>
      {corrects && (
        <p className={styles.corrects} data-testid="compose-corrects">
          {t('order.compose.corrects', { number: corrects.number })}
        </p>
      )}
      {start?.incident && (
        <p className={styles.corrects} data-testid="compose-incident">
          {t('incident.composing', { number: start.incident.number })}
        </p>
      )}
      <SavedBar
        isShown={isShown}
        now={now}
        isAttached={isAttached}
        template={start?.template ?? null}
        corrects={corrects}
        onBegin={(next) => props.onBegin(start?.incident ? { ...next, incident: start.incident } : next)}
      />
      <div className={styles.body}>
        <Asking form={form} fields={fields} change={change} />
        <Section title={t('attachment.title')} count={attachments.length > 0 ? attachments.length : undefined}>
          <AttachBar attaching={attaching} isShown={isShown} keyWords="Alt F">
            <Sketches.Tools />
          </AttachBar>
          <Sketches.Rows />
          {(isTooMuch || attaching.hasFailed) && (
            <p className={styles.tooMuch} role="alert">
              {isTooMuch ? t('attachment.tooMany', { most: MOST_TO_ORDER }) : t('attachment.notTaken')}
            </p>
          )}
        </Section>
        <Choosing
          form={form}
          card={card}
          district={district}
          places={props.places}
          orders={props.orders}
          isShown={isShown}
          change={change}
        />
        <Preview
          draft={restedDraft}
          reach={reach.data ?? null}
          failure={reach.error}
          isWhole={isWhole}
          outside={form.outside}
          onOutside={(outside) => change({ outside })}
          isDrawn={drafting.drawn.length > 0}
          stale={isStale}
        />
      </div>
      {doing.failure !== null && (
        <Note {...failureWords(doing.failure)}>{isLost(doing.failure) && <p>{t('order.compose.again')}</p>}</Note>
      )}
      <footer className={styles.foot}>
        {isWhole && reach.data && (
          <p className={styles.sum} data-stale={isStale} data-testid="compose-sum">
            {t('order.compose.sum', { people: figure(reach.data.people), grids: figure(reach.data.grids) })}
          </p>
        )}
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
