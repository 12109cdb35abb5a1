// What may be done with a draft now, each in two presses: the second after it was said what it means.

import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { CallFailed } from '../../bridge/failed';
import type { Action } from '../../bridge/wire/Action';
import type { Heir } from '../../bridge/wire/Heir';
import type { SchemeCard } from '../../bridge/wire/SchemeCard';
import { type Doing, useDoing } from '../../desk/calls';
import { answers } from '../../desk/questions';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { isComposing } from '../../shared/composing';
import { Needed, Note } from '../../shared/parts';
import styles from './scheme.module.css';
import { midnight } from './state';

type Step = 'submit' | 'return' | 'publish' | 'discard';

type Props = {
  card: SchemeCard;
  may: (entry: string) => boolean;
  /** Whom people of grids that go follow, as somebody named them. */
  heirs: Heir[];
  onGone: () => void;
};

export function Steps({ card, may, heirs, onGone }: Props) {
  const { name, state } = card.scheme;
  const [asked, setAsked] = useState<Step | null>(null);
  const [reason, setReason] = useState('');
  const [day, setDay] = useState('');
  const doing = useDoing();
  const steps = STEPS[state]?.filter((step) => may(`${step}_scheme`)) ?? [];
  const close = (): void => {
    setAsked(null);
    doing.forget();
  };
  const go = async (action: Action): Promise<void> => {
    const outcome = await doing.go(action);
    if (outcome === null) return;
    close();
    if (action.type === 'discard_scheme') onGone();
    void answers.invalidateQueries();
  };
  const actions: Record<Step, Action> = {
    submit: { type: 'submit_scheme', scheme: name },
    return: { type: 'return_scheme', scheme: name, reason },
    publish: { type: 'publish_scheme', scheme: name, valid_from: midnight(day), heirs },
    discard: { type: 'discard_scheme', scheme: name },
  };
  const isLater = midnight(day) !== null && Date.parse(midnight(day) ?? '') > Date.now();
  return (
    <div className={styles.steps} data-testid="scheme-steps">
      {state === 'in_review' && card.obstacle !== null && may('publish_scheme') && (
        <Note {...failureWords(new CallFailed(card.obstacle))} />
      )}
      {asked === null ? (
        <div className={styles.buttons}>
          {steps.map((step) => (
            <Button
              key={step}
              type={step === 'submit' || (step === 'publish' && card.obstacle === null) ? 'primary' : 'default'}
              disabled={step === 'publish' && card.obstacle !== null}
              onClick={() => setAsked(step)}
              data-testid={`scheme-${step}`}
            >
              {t(step === 'submit' ? 'scheme.submit.go' : `scheme.${step}.start`)}
            </Button>
          ))}
        </div>
      ) : (
        <Sure
          step={asked}
          doing={doing}
          goes={goes(asked, isLater)}
          isSaid={asked !== 'return' || reason.trim() !== ''}
          onKeep={close}
          onGo={() => void go(actions[asked])}
        >
          {asked === 'return' ? (
            <>
              <label htmlFor="scheme-reason">
                {t('scheme.return.reason')} <Needed value={reason}>{t('shell.needed')}</Needed>
              </label>
              <Input.TextArea
                id="scheme-reason"
                autoFocus
                autoSize={{ minRows: 2, maxRows: 6 }}
                value={reason}
                aria-required
                placeholder={t('scheme.return.hint')}
                onChange={(event) => setReason(event.target.value)}
                data-testid="scheme-reason"
              />
            </>
          ) : (
            <p>{t(`scheme.${asked}.asks`)}</p>
          )}
          {asked === 'publish' && (
            <div className={styles.day}>
              <label htmlFor="scheme-day">{t('scheme.publish.day')}</label>
              <Input
                id="scheme-day"
                type="date"
                autoFocus
                value={day}
                onChange={(event) => setDay(event.target.value)}
                data-testid="scheme-day"
              />
              <em>{t('scheme.publish.now')}</em>
            </div>
          )}
        </Sure>
      )}
    </div>
  );
}

const STEPS: Record<string, Step[]> = {
  draft: ['submit', 'discard'],
  in_review: ['publish', 'return', 'discard'],
  approved: ['return'],
};

function goes(step: Step, isLater: boolean): string {
  if (step === 'submit') return t('scheme.submit.sure');
  return t(`scheme.${step}.${step === 'publish' && isLater ? 'later' : 'go'}`);
}

type SureProps = {
  step: Step;
  doing: Doing;
  goes: string;
  isSaid: boolean;
  onKeep: () => void;
  onGo: () => void;
  children: ReactNode;
};

function Sure({ step, doing, goes: word, isSaid, onKeep, onGo, children }: SureProps) {
  return (
    <form
      className={styles.sure}
      data-step={step}
      data-testid="scheme-sure"
      onSubmit={(event) => {
        event.preventDefault();
        if (isSaid) onGo();
      }}
      onKeyDown={(event) => {
        // Escape takes back the question, not the panel.
        if (event.key !== 'Escape' || isComposing(event)) return;
        event.stopPropagation();
        onKeep();
      }}
    >
      {children}
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
      <div className={styles.buttons}>
        <Button onClick={onKeep} autoFocus={step === 'submit' || step === 'discard'}>
          {t('scheme.keep')}
        </Button>
        <Button
          type={step === 'discard' ? 'default' : 'primary'}
          htmlType="submit"
          danger={step === 'discard'}
          loading={doing.busy}
          disabled={!isSaid}
          data-testid="scheme-go"
        >
          {word}
        </Button>
      </div>
    </form>
  );
}
