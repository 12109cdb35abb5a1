// Whistling for others from the field: which sort, who is to come, and what for.

import { type ReactNode, useState } from 'react';
import type { InboxCard } from '../bridge/wire/InboxCard';
import type { InboxIncident } from '../bridge/wire/InboxIncident';
import { blow } from './page';
import { LONGEST_WORDS } from './receipt';
import { Sheet } from './Sheet';
import { type Above, aboveOf, KINDS, type Kind } from './whistle';
import { say } from './words';

type Props = { incident: InboxIncident; card: InboxCard };

/** Where one may whistle for somebody; an incident that an earlier page has kept says nothing of it. */
export function BlowButton({ incident, card }: Props): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const above = aboveOf(card);
  if (incident.may_whistle !== true || above.length === 0) return null;
  return (
    <div className="row">
      <button type="button" className="second" data-testid="whistle-blow" onClick={() => setOpen(true)}>
        {say('whistle.blow')}
      </button>
      {isOpen && <BlowSheet incident={incident} above={above} onClose={() => setOpen(false)} />}
    </div>
  );
}

type SheetProps = { incident: InboxIncident; above: readonly Above[]; onClose: () => void };

function BlowSheet({ incident, above, onClose }: SheetProps): ReactNode {
  const [kind, setKind] = useState<Kind>(incident.urgency === 'normal' ? 'daily' : 'emergency');
  const [called, setCalled] = useState<readonly string[]>(above.slice(0, 1).map(({ path }) => path));
  const [words, setWords] = useState('');
  const length = Array.from(words.trim()).length;
  const turn = (path: string): void =>
    setCalled(called.includes(path) ? called.filter((one) => one !== path) : [...called, path]);
  const whistle = (): void => {
    const chosen = above.filter(({ path }) => called.includes(path));
    const summons = chosen.map(({ path }) => ({ party: { who: 'grid' as const, id: path } }));
    blow({ incident: incident.id, kind, words: words.trim(), called: summons });
  };
  return (
    <Sheet
      title={say('whistle.blow')}
      send={say('whistle.blow.send')}
      tone="bad"
      isSaid={length > 0 && length <= LONGEST_WORDS && called.length > 0}
      onSend={whistle}
      onClose={onClose}
    >
      <fieldset className="choices">
        <legend className="label">{say('whistle.blow.kind')}</legend>
        {KINDS.map((one) => (
          <Choice key={one} name={`whistle-kind-${one}`} isChosen={kind === one} onChoose={() => setKind(one)}>
            {say(`whistle.kind.${one}`)}
          </Choice>
        ))}
      </fieldset>
      <fieldset className="choices">
        <legend className="label">{say('whistle.blow.whom')}</legend>
        {above.map(({ path, name }) => (
          <Choice key={path} name="whistle-whom" isChosen={called.includes(path)} onChoose={() => turn(path)}>
            {name}
          </Choice>
        ))}
      </fieldset>
      <div className="quick">
        <Choice
          name="whistle-quick"
          isChosen={words === say('whistle.blow.quick')}
          onChoose={() => setWords(say('whistle.blow.quick'))}
        >
          {say('whistle.blow.quick')}
        </Choice>
      </div>
      <label className="label" htmlFor="whistle-for">
        {say('whistle.blow.how')}
      </label>
      <textarea
        id="whistle-for"
        data-testid="whistle-for"
        rows={2}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {length > LONGEST_WORDS && <p className="late">{say('words.length', { length, most: LONGEST_WORDS })}</p>}
    </Sheet>
  );
}

type ChoiceProps = { name: string; isChosen: boolean; onChoose: () => void; children: ReactNode };

function Choice({ name, isChosen, onChoose, children }: ChoiceProps): ReactNode {
  return (
    <button
      type="button"
      className={isChosen ? 'chosen' : ''}
      aria-pressed={isChosen}
      data-testid={name}
      onClick={onChoose}
    >
      {children}
    </button>
  );
}
