// Reporting what one found, and what became of what one reported before.

import { type ReactNode, useRef, useState } from 'react';
import type { Caller } from '../bridge/wire/Caller';
import type { Failure } from '../bridge/wire/Failure';
import type { InboxCard } from '../bridge/wire/InboxCard';
import type { Priority } from '../bridge/wire/Priority';
import type { ReportKind } from '../bridge/wire/ReportKind';
import { CallerField, callerOf } from './CallerField';
import { failureOf } from './failure';
import { PhotoField } from './PhotoField';
import { report, reportSealed } from './page';
import { isPersonal } from './personal';
import { Refusal } from './Refusal';
import { ReportList } from './ReportList';
import { LONGEST_WORDS } from './receipt';
import { ScreenBar } from './ScreenBar';
import { type Chosen, SpotField, spotOf } from './SpotField';
import { pressed, UNPRESSED } from './sealed';
import type { Field } from './state';
import { VoiceField } from './VoiceField';
import { say } from './words';

const KINDS: ReportKind[] = ['facility', 'road', 'environment', 'housing', 'hazard', 'dispute', 'livelihood', 'other'];
const URGENCIES: Priority[] = ['normal', 'urgent', 'critical'];
/** Minutes since one saw it. */
const AGO = [0, 10, 30, 60, 120, 240];

export function ReportScreen({ field, card }: { field: Field; card: InboxCard }): ReactNode {
  // Each report begins with an empty form.
  const [turn, setTurn] = useState(0);
  return (
    <div className="front-screen" data-testid="report-screen">
      <ScreenBar title={say('report.title')} link={field.link} />
      <ReportForm key={turn} field={field} card={card} onSent={() => setTurn(turn + 1)} />
      <ReportList field={field} card={card} />
    </div>
  );
}

type FormProps = { field: Field; card: InboxCard; onSent: () => void };

function ReportForm({ field, card, onSent }: FormProps): ReactNode {
  const [kind, setKind] = useState<ReportKind | null>(null);
  const [urgency, setUrgency] = useState<Priority>('normal');
  const [words, setWords] = useState('');
  const [photos, setPhotos] = useState<Blob[]>([]);
  const [note, setNote] = useState<Blob | null>(null);
  const [chosen, setChosen] = useState<Chosen>({ here: null, by: `grid ${card.grid.path}` });
  const [ago, setAgo] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const [caller, setCaller] = useState<Caller>({});
  const [failure, setFailure] = useState<Failure | null>(null);
  // What is told with a caller keeps its time as long as it is tried: the same press says the same.
  const press = useRef(UNPRESSED);
  const [opened] = useState(() => Date.now());
  const length = Array.from(words.trim()).length;
  const isTold = length > 0 || photos.length > 0 || note !== null;
  const isReady = kind !== null && isTold && length <= LONGEST_WORDS && !isBusy;

  const send = async (): Promise<void> => {
    if (kind === null) return;
    setBusy(true);
    setFailure(null);
    const by = callerOf(caller);
    const at = by === null ? Date.now() : opened;
    const seen = new Date(at - ago * 60_000).toISOString();
    const draft = { kind, urgency, words: words.trim(), spot: spotOf(chosen), attachments: [], seen };
    const files = note === null ? photos : [...photos, note];
    if (by === null) await report(draft, files);
    else {
      const told = { ...draft, caller: by };
      press.current = pressed(press.current, told, files);
      try {
        await reportSealed(press.current, told, files);
      } catch (caught) {
        setFailure(failureOf(caught));
        setBusy(false);
        return;
      }
      press.current = UNPRESSED;
    }
    onSent();
    scrollTo({ top: document.body.scrollHeight });
  };

  return (
    <main className="front-form">
      <fieldset className="tiles">
        <legend className="label">{say('report.kind')}</legend>
        {KINDS.map((one) => (
          <button
            key={one}
            type="button"
            className={kind === one ? 'chosen' : ''}
            aria-pressed={kind === one}
            data-testid={`report-kind-${one}`}
            onClick={() => setKind(one)}
          >
            {say(`report.kind.${one}`)}
          </button>
        ))}
      </fieldset>
      <fieldset className="tiles three">
        <legend className="label">{say('report.urgency')}</legend>
        {URGENCIES.map((one) => (
          <button
            key={one}
            type="button"
            className={`${one} ${urgency === one ? 'chosen' : ''}`}
            aria-pressed={urgency === one}
            data-testid={`report-urgency-${one}`}
            onClick={() => setUrgency(one)}
          >
            {say(`priority.${one}`)}
          </button>
        ))}
      </fieldset>
      <label className="label">
        {say('report.words')}
        <textarea
          rows={3}
          value={words}
          placeholder={say('report.words.how')}
          data-testid="report-words"
          onChange={(event) => setWords(event.target.value)}
        />
      </label>
      {isPersonal(words) && (
        <p className="notice warn" role="alert" data-testid="report-personal">
          {say('report.personal')}
        </p>
      )}
      {length > LONGEST_WORDS - 100 && (
        <p className={length > LONGEST_WORDS ? 'late' : 'quiet'}>
          {say('words.length', { length, most: LONGEST_WORDS })}
        </p>
      )}
      <PhotoField photos={photos} label={say('report.photo')} onPhotos={setPhotos} />
      <VoiceField note={note} onNote={setNote} />
      <SpotField ground={field.ground} grid={card.grid} chosen={chosen} onChosen={setChosen} />
      <label className="label">
        {say('report.seen')}
        <select value={ago} data-testid="report-seen" onChange={(event) => setAgo(Number(event.target.value))}>
          {AGO.map((minutes) => (
            <option key={minutes} value={minutes}>
              {minutes === 0
                ? say('report.seen.now')
                : minutes < 60
                  ? say('report.seen.minutes', { count: minutes })
                  : say('report.seen.hours', { count: minutes / 60 })}
            </option>
          ))}
        </select>
      </label>
      <CallerField caller={caller} isLinked={field.link === 'live'} onCaller={setCaller} />
      <Refusal failure={failure} testId="report-failure" />
      <footer className="answers">
        <button
          type="button"
          className="primary"
          disabled={!isReady}
          data-testid="report-send"
          onClick={() => void send()}
        >
          {say('report.send')}
        </button>
      </footer>
    </main>
  );
}
