// Work orders of the hotline, and letters: a file or a pasted table is tried first, and then taken in; what stayed out is given back.

import { Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Fault } from '../../bridge/wire/Fault';
import type { HotlineReport } from '../../bridge/wire/HotlineReport';
import { offerHands } from '../../desk/hands';
import type { Hotline, Orders } from '../../desk/hotline';
import { failureWords, faultWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { figure } from '../../shared/format';
import { Key, Note, Section } from '../../shared/parts';
import { Sheet } from '../../shared/Sheet';
import styles from './hotline.module.css';

type Props = {
  hotline: Hotline;
  /** Where the rows that stayed out lie; none: nobody has kept them. */
  kept: string | null;
  onOrders: (orders: Orders) => void;
  onTake: () => void;
  onStop: () => void;
  onFailedRows: () => void;
  onClose: () => void;
};

const FORMS = '.xlsx,.xls,.csv,.txt,.tsv,.eml,.mbox';
/** As files of letters are called; many of them come in together. */
const LETTERS = /\.(eml|mbox|mbx|msg)$/i;
/** More faults are told in the spreadsheet. */
const SHOWN = 200;

export function HotlineSheet(props: Props) {
  const { orders, report, under, failure } = props.hotline;
  const input = useRef<HTMLInputElement>(null);
  const choose = (files: readonly File[]): void => {
    const [file] = files;
    if (!file) return;
    const areLetters = files.length > 1 && files.every(({ name }) => LETTERS.test(name));
    const parts = (areLetters ? files : [file]).map((one) => ({ name: one.name, content: one }));
    const name = areLetters ? t('intake.hotline.letters', { count: figure(files.length) }) : file.name;
    props.onOrders({ name, parts });
  };
  const canTake = report?.dry_run === true && report.taken > 0 && under === null;
  useEffect(() =>
    offerHands({
      attach: choose,
      ...(under !== null && { stop: props.onStop }),
    }),
  );
  return (
    <Sheet title={t('intake.hotline.title')} testId="hotline" wide onClose={props.onClose}>
      <div className={styles.in}>
        <input
          ref={input}
          type="file"
          hidden
          multiple
          accept={FORMS}
          onChange={(event) => {
            choose([...(event.target.files ?? [])]);
            // The same file may be chosen again after it was mended.
            event.target.value = '';
          }}
          data-testid="hotline-input"
        />
        <p>
          <Button onClick={() => input.current?.click()} data-testid="hotline-choose">
            {t('intake.hotline.choose')}
          </Button>{' '}
          {t('intake.hotline.drop')}
        </p>
        <Pasted onOrders={props.onOrders} />
      </div>
      {failure !== null && <Note {...failureWords(failure)} />}
      {under !== null && <Under {...under} name={orders?.name ?? ''} onStop={props.onStop} />}
      {report !== null && <Came {...props} report={report} canTake={canTake} />}
    </Sheet>
  );
}

function Pasted({ onOrders }: { onOrders: (orders: Orders) => void }) {
  const [pasted, setPasted] = useState('');
  return (
    <div className={styles.pasted}>
      <Input.TextArea
        aria-label={t('intake.hotline.paste')}
        placeholder={t('intake.hotline.paste')}
        autoSize={{ minRows: 2, maxRows: 6 }}
        value={pasted}
        onChange={(event) => setPasted(event.target.value)}
        data-testid="hotline-pasted"
      />
      <Button
        disabled={pasted.trim() === ''}
        onClick={() => {
          const name = t('intake.hotline.pasted');
          onOrders({ name, parts: [{ name, content: new Blob([pasted]) }] });
          setPasted('');
        }}
        data-testid="hotline-try"
      >
        {t('intake.hotline.try')}
      </Button>
    </div>
  );
}

type UnderProps = NonNullable<Hotline['under']> & { name: string; onStop: () => void };

function Under({ progress, isStopping, name, onStop }: UnderProps) {
  return (
    <div className={styles.under} role="status" data-testid="hotline-under">
      <span>
        {t(progress?.waits ? 'intake.hotline.waits' : 'intake.hotline.busy', { name })}
        {progress !== null && progress.rows > 0 && ` · ${t('intake.hotline.rows', { rows: figure(progress.rows) })}`}
      </span>
      <progress max={1} {...(progress !== null && progress.read > 0 && { value: progress.read })} />
      <Button size="small" disabled={isStopping} onClick={onStop} data-testid="hotline-stop">
        {t('intake.hotline.stop')} <Key>Esc</Key>
      </Button>
    </div>
  );
}

type CameProps = Props & { report: HotlineReport; canTake: boolean };

/** What a trial or the whole came to. */
function Came({ report, canTake, kept, onTake, onFailedRows }: CameProps) {
  const isTrial = report.dry_run;
  return (
    <>
      <h3 className={styles.sum} data-testid="hotline-report" data-trial={isTrial}>
        {report.file} ·{' '}
        {t(isTrial ? 'intake.hotline.tried' : 'intake.hotline.taken', {
          read: figure(report.read),
          taken: figure(report.taken),
          placed: figure(report.placed),
          known: figure(report.known),
          faults: figure(report.faults.length),
        })}
      </h3>
      {report.left > 0 && (
        <p className={styles.left} data-testid="hotline-left">
          {t('intake.hotline.stopped', { count: figure(report.left) })}
        </p>
      )}
      {isTrial && (
        <p>
          <Button autoFocus type="primary" disabled={!canTake} onClick={onTake} data-testid="hotline-take">
            {t('intake.hotline.take', { count: figure(report.taken) })} <Key>↵</Key>
          </Button>
        </p>
      )}
      {report.faults.length > 0 && (
        <Section title={t('intake.hotline.left')} count={figure(report.faults.length)}>
          {report.channel === 'hotline' && report.faults.some(({ row }) => row !== null) && (
            <p>
              <Button size="small" onClick={onFailedRows} data-testid="hotline-failed">
                {t('intake.hotline.failedRows')}
              </Button>{' '}
              {kept !== null && <span role="status">{t('intake.hotline.kept', { name: kept })}</span>}
            </p>
          )}
          <Faults faults={report.faults} of={report.channel} testId="hotline-faults" />
        </Section>
      )}
      {report.notes.length > 0 && (
        <Section title={t('intake.hotline.notes')} count={figure(report.notes.length)}>
          <Faults faults={report.notes} of={report.channel} testId="hotline-notes" />
        </Section>
      )}
    </>
  );
}

type FaultsProps = { faults: readonly Fault[]; of: HotlineReport['channel']; testId: string };

function Faults({ faults, of, testId }: FaultsProps) {
  return (
    <ul className={styles.faults} data-testid={testId}>
      {faults.slice(0, SHOWN).map((fault) => {
        const { sentence, advice, where } = faultWords(fault, of === 'mailbox' ? 'letters' : undefined);
        return (
          <li key={`${fault.row} ${fault.field} ${fault.code}`}>
            <b>{where}</b> {sentence} <small>{advice}</small>
          </li>
        );
      })}
    </ul>
  );
}
