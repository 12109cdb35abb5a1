// Held down, it speaks live into my group: the whole width of a thumb, at the bottom of the page.

import { type ReactNode, useState, useSyncExternalStore } from 'react';
import type { SpeechLine } from '../bridge/wire/SpeechLine';
import { held } from '../media/held';
import { whyMute } from '../media/mouth';
import { Icon } from './Icon';
import { radio } from './radio';
import { useSecond } from './time';
import { say } from './words';

type Props = { channel: string; mayBelow: boolean; speeches: readonly SpeechLine[] };

export function HoldToSpeak({ channel, mayBelow, speeches }: Props): ReactNode {
  const { speaking } = useSyncExternalStore(radio.watch, radio.now);
  const [isBelow, setBelow] = useState(false);
  useSecond(speaking?.stage === 'live');
  // What cannot be here is said once it is pressed, not before: most never speak.
  if (whyMute() === 'unable') return null;
  const own = speeches.find(({ id }) => id === speaking?.speech);
  const begin = (): void => void radio.speak({ channel, span: isBelow && mayBelow ? 'below' : 'here' });
  const words =
    speaking === null
      ? say('radio.hold')
      : speaking.stage !== 'live'
        ? say(`radio.${speaking.stage}`)
        : say(!own?.centre ? 'radio.live' : own.heard > 0 ? 'radio.live.both' : 'radio.live.centre', {
            seconds: Math.max(0, Math.round((Date.now() - speaking.since) / 1000)),
            heard: own?.heard ?? 0,
          });
  return (
    <div className="row hold-row">
      <button
        type="button"
        className={`hold ${speaking === null ? 'second' : 'primary bad'}`}
        data-testid="hold-to-speak"
        data-stage={speaking?.stage ?? 'silent'}
        {...held(begin, radio.release)}
        onContextMenu={(event) => event.preventDefault()}
      >
        <Icon name="mic" /> {words}
      </button>
      {mayBelow && (
        <button
          type="button"
          className={isBelow ? 'chip chosen' : 'chip'}
          aria-pressed={isBelow}
          onClick={() => setBelow(!isBelow)}
          data-testid="hold-below"
        >
          {say('radio.below')}
        </button>
      )}
    </div>
  );
}
