// One file in hand: what it holds, how it is read, what is wrong with it, and the button that brings it in.

import { Button, Switch } from 'antd';
import { useEffect, useRef } from 'react';
import { isLost } from '../../bridge/failed';
import type { ImportLine } from '../../bridge/wire/ImportLine';
import { offerHands } from '../../desk/hands';
import {
  again,
  bring,
  bringAll,
  canBring,
  hand,
  type Incoming,
  missing,
  putAway,
  rest,
  say,
  show,
  stop,
  useHand,
} from '../../desk/incoming';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { figure, sizeWords } from '../../shared/format';
import { Icon } from '../../shared/icons';
import { Key, Note, Section, Tag, WordButton } from '../../shared/parts';
import { Columns } from './Columns';
import { FaultList } from './FaultList';
import styles from './import.module.css';
import { Manner } from './Manner';
import { Mend } from './Mend';
import { Report } from './Report';
import { stateOf, TONES } from './state';
import { isStoppable, Under } from './Under';
import { rowsWords, SETS } from './unit';

type Props = {
  file: Incoming;
  /** Files that are still to come in, this one among them. */
  left: Incoming[];
  running: boolean;
  scheme: string | null;
  /** The line of its import, once it came in. */
  line: ImportLine | undefined;
  onBack: () => void;
};

export function FilePanel({ file, left, running, scheme, line, onBack }: Props) {
  const { id, look, trial, report, under, failure } = file;
  const top = useRef<HTMLElement>(null);
  const state = stateOf(file);
  const isReady = canBring(file) && !running;
  const isAll = left.length > 1 && !file.said.skip_bad;
  const go = (): void => {
    // What is being typed counts: leaving the field says it, and then the file is to be tried anew.
    if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
    const now = hand.file(id);
    if (!isReady || !now || !canBring(now)) return;
    void (isAll ? bringAll() : bring(id));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another file begins at its top
  useEffect(() => top.current?.focus(), [id]);
  useEffect(() => offerHands({ send: go }));

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape stops what is under way before it closes the panel
    <div
      className={styles.panel}
      data-testid="import-file"
      data-state={state}
      data-file={file.file.name}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !under || !isStoppable(under)) return;
        event.stopPropagation();
        stop(id);
      }}
    >
      <header className={styles.head} ref={top} tabIndex={-1}>
        <button type="button" title={t('import.back')} aria-label={t('import.back')} onClick={onBack}>
          <Icon name="back" size={16} />
        </button>
        <div>
          <h2 title={file.file.name}>{file.file.name}</h2>
          <p>
            {sizeWords(file.file.size)}
            {look && ` · ${rowsWords(look.rows, look.kind)}`}
            {look?.letters && <span data-testid="import-letters"> · {look.letters}</span>}
          </p>
        </div>
        <Tag tone={TONES[state]}>{t(`import.state.${state}`)}</Tag>
        <button
          type="button"
          title={t('import.putAway')}
          aria-label={t('import.putAway')}
          onClick={() => putAway(id)}
          data-testid="import-put-away"
        >
          <Icon name="close" size={16} />
        </button>
      </header>
      <div className={styles.body}>
        {running && <Together left={left.length} />}
        {under && <Under under={under} onStop={() => stop(id)} />}
        {failure !== null && (
          <Note {...failureWords(failure)}>
            {isLost(failure) && <p>{t('import.nothingHalf')}</p>}
            <Button size="small" onClick={() => void again(id)} data-testid="import-again">
              {t('import.again')}
            </Button>
          </Note>
        )}
        {look && look.faults.length > 0 && (
          <Section title={t('import.fault.faults')}>
            <FaultList faults={look.faults} of={SETS[look.kind]} tone="fault" testId="import-look-faults" />
          </Section>
        )}
        {report && <Report file={file} report={report} line={line} />}
        {look && !report && (
          <>
            {look.faults.length === 0 && <Check file={file} />}
            {!running && (
              <>
                <Manner
                  key={`${id} ${look.kind}`}
                  look={look}
                  said={file.said}
                  isUnsaid={trial?.faults.some((fault) => fault.code === 'datum.unsaid') ?? false}
                  scheme={scheme}
                  onSay={(more) => void say(id, more)}
                />
                {/* Of what cannot be read nobody knows the columns. */}
                {(look.faults.length === 0 || look.columns.length > 0) && (
                  <Columns
                    look={look}
                    proposed={file.proposed}
                    onForget={() => void say(id, { columns: {} })}
                    onColumn={(field, column) => void say(id, { columns: withColumn(file, field, column) })}
                  />
                )}
              </>
            )}
          </>
        )}
        {!look && !under && failure === null && (
          <div className={styles.once}>
            <Button onClick={() => void show(id)}>{t('import.lookAgain')}</Button>
          </div>
        )}
      </div>
      <footer className={styles.foot}>
        {trial && trial.faults.length > 0 && trial.taken > 0 && (
          <div className={styles.skip}>
            <Switch
              size="small"
              aria-label={t('import.skip.label')}
              checked={file.said.skip_bad}
              onChange={(skip) => void say(id, { skip_bad: skip })}
              data-testid="import-skip"
            />
            <span>
              {t('import.skip.label')}
              <em>
                {file.said.skip_bad
                  ? t('import.skip.explain', { faulty: figure(trial.read - trial.taken), taken: figure(trial.taken) })
                  : t('import.skip.off')}
              </em>
            </span>
          </div>
        )}
        <div>
          {report ? (
            <AfterIt next={left[0]} onFinish={() => putAway(id)} />
          ) : (
            <>
              {isAll && (
                <Button disabled={!isReady} onClick={() => void bring(id)} data-testid="import-only">
                  {t('import.bring.only')}
                </Button>
              )}
              <Button
                type="primary"
                disabled={!isReady}
                loading={under?.step === 'import'}
                onClick={go}
                data-testid="import-go"
              >
                {isAll
                  ? t('import.bring.all', { count: left.length })
                  : t('import.bring.one', { what: trial && look ? rowsWords(trial.taken, look.kind) : '' })}{' '}
                <Key>Ctrl ↵</Key>
              </Button>
            </>
          )}
        </div>
      </footer>
    </div>
  );
}

/** How far all files are that come in at one press. */
function Together({ left }: { left: number }) {
  const all = useHand((state) => state.files.length);
  return (
    <div className={styles.under} role="status" data-testid="import-together">
      <div>
        <b>{t('import.together.title')}</b>
        <span>{t('import.together.done', { done: all - left, all })}</span>
        <WordButton onClick={rest}>{t('import.together.rest')}</WordButton>
      </div>
      <i data-sending={true}>
        <i style={{ width: `${((all - left) / all) * 100}%` }} />
      </i>
    </div>
  );
}

function AfterIt({ next, onFinish }: { next: Incoming | undefined; onFinish: () => void }) {
  return next ? (
    <Button type="primary" onClick={() => void show(next.id)} data-testid="import-next">
      {t('import.bring.next')}
    </Button>
  ) : (
    <Button type="primary" onClick={onFinish} data-testid="import-finish">
      {t('import.finish')}
    </Button>
  );
}

function Check({ file }: { file: Incoming }) {
  const { look, trial } = file;
  if (!look) return null;
  const of = SETS[look.kind];
  if (missing(look).length > 0) {
    return <p className={styles.waiting}>{t('import.check.waiting')}</p>;
  }
  if (!trial) return null;
  return (
    <Section title={t('import.check.title')}>
      <p className={styles.figures} data-testid="import-check">
        <span>
          {t('import.check.read')} <b>{figure(trial.read)}</b>
        </span>
        <span>
          {t('import.check.taken')} <b>{figure(trial.taken)}</b>
        </span>
        <span data-tone={trial.faults.length > 0 ? 'fault' : undefined}>
          <b>{figure(trial.faults.length)}</b> {t('import.check.faulty')}
        </span>
        <span>
          <b>{figure(trial.notes.length)}</b> {t('import.check.noted')}
        </span>
      </p>
      {trial.faults.length === 0 ? (
        <p className={styles.clean}>{t('import.check.clean')}</p>
      ) : (
        <>
          <FaultList faults={trial.faults} of={of} tone="fault" testId="import-faults" />
          <Mend file={file} faults={trial.faults} />
        </>
      )}
      {trial.notes.length > 0 && (
        <>
          <h4 className={styles.notesHead}>{t('import.fault.notes')}</h4>
          <FaultList faults={trial.notes} of={of} tone="note" testId="import-notes" />
        </>
      )}
    </Section>
  );
}

function withColumn({ said }: Incoming, field: string, column: string | null): Record<string, string> {
  const { [field]: _, ...others } = said.columns;
  return column === null ? others : { ...others, [field]: column };
}
