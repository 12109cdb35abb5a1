// A gateway's template: what is asked of it, what counts as taken, what people are told, limits, reports.

import { Button, Checkbox, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import type { GatewayCard } from '../../bridge/wire/GatewayCard';
import type { GatewayWish } from '../../bridge/wire/GatewayWish';
import { t } from '../../i18n/words';
import { keepEnter } from '../../shared/composing';
import { language } from '../../shared/language';
import { OneOf } from '../../shared/OneOf';
import { WordButton } from '../../shared/parts';
import { type Form, formOf, SHAPES, type Shape, wishOf } from './form';
import styles from './gateway.module.css';

type Props = {
  card: GatewayCard;
  busy: boolean;
  onKeep: (wish: GatewayWish) => void;
  onOff: (() => void) | null;
  onBack: () => void;
};

type Texts = Exclude<keyof Form, 'method' | 'body' | 'proof' | 'deduplicates' | 'reports'>;

export function GatewayForm({ card, busy, onKeep, onOff, onBack }: Props) {
  const [form, setForm] = useState<Form>(() => formOf(card, t(`gateway.usual.${card.by}`)));
  const change = (some: Partial<Form>): void => setForm((before) => ({ ...before, ...some }));
  const wish = wishOf(form, language() === 'en' ? 'en' : 'zh');
  const text = (name: Texts, hint = '') => (
    <Input
      aria-label={t(`gateway.field.${name}`)}
      value={form[name]}
      placeholder={hint}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => change({ [name]: event.target.value })}
      data-field={name}
      data-testid="gateway-line"
    />
  );
  const area = (name: Texts, rows: number) => (
    <Input.TextArea
      aria-label={t(`gateway.field.${name}`)}
      value={form[name]}
      autoSize={{ minRows: rows, maxRows: 8 }}
      spellCheck={false}
      onChange={(event) => change({ [name]: event.target.value })}
      data-field={name}
      data-testid="gateway-area"
    />
  );
  const number = (name: Texts, after: string) => (
    <span className={styles.number}>
      {text(name)}
      {after}
    </span>
  );
  const secret = (name: 'key' | 'secret', isKept: boolean) => (
    <Input
      type="password"
      aria-label={t(`gateway.field.${name}`)}
      value={form[name]}
      placeholder={t(isKept ? 'gateway.kept' : 'gateway.notKept')}
      autoComplete="new-password"
      onChange={(event) => change({ [name]: event.target.value })}
      data-testid={`gateway-${name}`}
    />
  );
  return (
    <form
      className={styles.form}
      onKeyDown={keepEnter}
      onSubmit={(event) => {
        event.preventDefault();
        if (wish && !busy) onKeep(wish);
      }}
      data-testid="gateway-form"
    >
      <p className={styles.quiet}>
        {t('gateway.shapes')}
        {(['json', 'form', 'get'] satisfies Shape[]).map((shape) => (
          <WordButton key={shape} onClick={() => change(SHAPES[shape])} testId={`gateway-shape-${shape}`}>
            {t(`gateway.shape.${shape}`)}
          </WordButton>
        ))}
      </p>
      <Part title={t('gateway.part.request')} note={t('gateway.note.request')}>
        <Line name="address">
          <span className={styles.pair}>
            <OneOf
              value={form.method}
              options={(['get', 'post'] as const).map((value) => ({ value, label: value.toUpperCase() }))}
              onChange={(method) => change({ method })}
            />
            {text('address', 'https://')}
          </span>
        </Line>
        <Line name="key">{secret('key', card.secrets.includes('key'))}</Line>
        <Line name="secret">{secret('secret', card.secrets.includes('secret'))}</Line>
        <Line name="headers">{area('headers', 1)}</Line>
        {form.method === 'post' && (
          <Line name="content">
            <OneOf
              value={form.body}
              options={(['json', 'form', 'none'] as const).map((value) => ({
                value,
                label: t(`gateway.body.${value}`),
              }))}
              onChange={(body) => change({ body })}
            />
            {form.body !== 'none' && area('content', 2)}
          </Line>
        )}
        <Line name="deduplicates">
          <Checkbox checked={form.deduplicates} onChange={(event) => change({ deduplicates: event.target.checked })}>
            {t('gateway.deduplicates')}
          </Checkbox>
        </Line>
      </Part>
      <Part title={t('gateway.part.answer')} note={t('gateway.note.answer')}>
        <Line name="proof">
          <OneOf
            value={form.proof}
            options={(['field', 'beginning', 'status'] as const).map((value) => ({
              value,
              label: t(`gateway.proof.${value}`),
            }))}
            onChange={(proof) => change({ proof })}
          />
        </Line>
        {form.proof === 'field' && <Line name="pointer">{text('pointer', '/code')}</Line>}
        {form.proof !== 'status' && <Line name="values">{text('values', '0、OK')}</Line>}
        <Line name="number">{text('number', '/data/msgId')}</Line>
        <Line name="reason">{text('reason', '/message')}</Line>
      </Part>
      <Part title={t('gateway.part.text')} note={t('gateway.note.text')}>
        <Line name="text">{area('text', 2)}</Line>
        <Line name="longest">{number('longest', t('gateway.signs'))}</Line>
        <Line name="link">{text('link', 'https://…/field')}</Line>
      </Part>
      <Part title={t('gateway.part.limits')} note={t('gateway.note.limits')}>
        <Line name="aMinute">{number('aMinute', t('gateway.messages'))}</Line>
        <Line name="aDay">{number('aDay', t('gateway.messages'))}</Line>
        <Line name="cost">
          <span className={styles.pair}>
            {number('cost', '')}
            <span className={styles.short}>{text('currency')}</span>
          </span>
        </Line>
        <Line name="part">{number('part', t('gateway.signs'))}</Line>
      </Part>
      <Part title={t('gateway.part.report')} note={t('gateway.note.report')}>
        <Line name="reports">
          <Checkbox
            checked={form.reports}
            onChange={(event) => change({ reports: event.target.checked })}
            data-testid="gateway-reports"
          >
            {t('gateway.reports')}
          </Checkbox>
        </Line>
        {form.reports && (
          <>
            <Line name="reportNumber">{text('reportNumber')}</Line>
            <Line name="reportStatus">{text('reportStatus')}</Line>
            <Line name="delivered">{text('delivered', 'DELIVRD、0')}</Line>
            <Line name="failed">{text('failed', t('gateway.everyOther'))}</Line>
            <Line name="accepted">{text('accepted', '1')}</Line>
            <Line name="reportReason">{text('reportReason')}</Line>
            <Line name="reportList">{text('reportList', '/data')}</Line>
            <Line name="reply">{text('reply')}</Line>
          </>
        )}
      </Part>
      <footer className={styles.foot}>
        {onOff && (
          <Button danger onClick={onOff} data-testid="gateway-off">
            {t('gateway.turnOff')}
          </Button>
        )}
        <span className={styles.grow} />
        <Button onClick={onBack}>{t('gateway.back')}</Button>
        <Button type="primary" htmlType="submit" loading={busy} disabled={wish === null} data-testid="gateway-keep">
          {t('gateway.keep')}
        </Button>
      </footer>
    </form>
  );
}

function Part({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  return (
    <fieldset className={styles.part}>
      <legend>{title}</legend>
      <p className={styles.quiet}>{note}</p>
      {children}
    </fieldset>
  );
}

function Line({ name, children }: { name: Exclude<keyof Form, 'method' | 'body' | 'currency'>; children: ReactNode }) {
  return (
    <div className={styles.line}>
      <span>{t(`gateway.field.${name}`)}</span>
      <div>{children}</div>
    </div>
  );
}
