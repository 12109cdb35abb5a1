// Before the picture: which streams, and why.

import { Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { EyeLine } from '../../bridge/wire/EyeLine';
import type { ViewingReason } from '../../bridge/wire/ViewingReason';
import { REASONS } from '../../desk/eyes';
import { named, spoken } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { keepEnter } from '../../shared/composing';
import { figure, shortTime } from '../../shared/format';
import { Picker } from '../../shared/Picker';
import { Empty, Key } from '../../shared/parts';
import styles from './eyes.module.css';
import { ownName } from './own';

type Props = {
  streams: EyeLine[];
  place: string | null;
  onBegin: (streams: string[], why: { reason: ViewingReason; words: string }) => void;
};

const ALL = '';
const MOST_SIGNS = 200;

/** Whether a picture can be had. */
const isOpen = ({ played, private: hidden }: EyeLine): boolean => played && hidden === null;

export function EyeStart({ streams, place, onBegin }: Props) {
  const own = streams.filter((stream) => stream.place === place && isOpen(stream)).map(({ id }) => id);
  const [kind, setKind] = useState(streams.find((stream) => stream.place === place)?.kind ?? ALL);
  const [chosen, setChosen] = useState<readonly string[]>(own);
  const [reason, setReason] = useState<ViewingReason | null>(null);
  const [words, setWords] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const hasOwn = useRef(own.length > 0);
  // Where the streams are chosen already only the reason is left to say.
  useEffect(() => {
    const first = hasOwn.current ? 'input[type=radio]' : 'li button:enabled';
    form.current?.querySelector<HTMLElement>(first)?.focus();
  }, []);
  if (streams.length === 0) {
    return (
      <Empty title={t('eyes.none')}>
        <span>{t('eyes.noneHow')}</span>
      </Empty>
    );
  }
  const kinds = [...new Set(streams.map((stream) => stream.kind))].sort((a, b) => a.localeCompare(b, 'zh-CN'));
  const listed = streams.filter((stream) => kind === ALL || stream.kind === kind);
  const open = listed.filter(isOpen).map(({ id }) => id);
  const isSaid = reason !== null && (reason !== 'other' || words.trim() !== '');
  const isReady = isSaid && chosen.length > 0;
  const begin = (): void => {
    if (isReady) onBegin([...chosen], { reason, words: words.trim() });
  };
  const turn = (id: string): void =>
    setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <form
      ref={form}
      className={styles.start}
      onSubmit={(event) => {
        event.preventDefault();
        begin();
      }}
    >
      <section className={styles.choice}>
        <div className={styles.filter}>
          <Picker<string>
            value={kind}
            aria-label={t('eyes.kind')}
            options={[{ value: ALL, label: t('eyes.allKinds') }, ...kinds.map((value) => ({ value, label: value }))]}
            onChange={setKind}
            data-testid="eyes-kind"
          />
          <Button onClick={() => setChosen(open)} disabled={open.length === 0} data-testid="eyes-all">
            {t('eyes.all', { count: figure(open.length) })}
          </Button>
          <Button type="text" onClick={() => setChosen([])} disabled={chosen.length === 0}>
            {t('eyes.noneOf')}
          </Button>
        </div>
        <ul className={styles.list}>
          {listed.map((stream) => (
            <li key={stream.id}>
              <button
                type="button"
                className={styles.line}
                aria-pressed={chosen.includes(stream.id)}
                disabled={!isOpen(stream)}
                onClick={() => turn(stream.id)}
                data-testid="eye-line"
              >
                <b>{stream.place_name}</b>
                <span>{ownName(stream)}</span>
                <small>{stream.kind}</small>
                <em data-tone={stream.trouble === null ? 'quiet' : 'red'} title={standing(stream)}>
                  {standing(stream)}
                </em>
              </button>
            </li>
          ))}
        </ul>
      </section>
      <section className={styles.reasons}>
        <h3>{t('eyes.why')}</h3>
        <p>{t('eyes.whyLogged')}</p>
        <div role="radiogroup" aria-label={t('eyes.why')} className={styles.radios}>
          {REASONS.map((one) => (
            <label key={one} className={styles.radio}>
              <input
                type="radio"
                name="reason"
                checked={one === reason}
                onChange={() => setReason(one)}
                data-testid={`eyes-reason-${one}`}
              />
              <span className={styles.label}>{named('viewing_reason', one)}</span>
            </label>
          ))}
        </div>
        <Input
          value={words}
          maxLength={MOST_SIGNS}
          placeholder={reason === 'other' ? t('eyes.wordsNeeded') : t('eyes.words')}
          aria-label={t('eyes.words')}
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={keepEnter}
          data-testid="eyes-words"
        />
        <Button type="primary" htmlType="submit" disabled={!isReady} data-testid="eyes-begin">
          {chosen.length > 1 ? t('eyes.round', { count: figure(chosen.length) }) : t('eyes.look')} <Key>↵</Key>
        </Button>
      </section>
    </form>
  );
}

/** How a stream stands, as far as anybody knows. */
function standing({ played, private: hidden, trouble, last }: EyeLine): string {
  if (hidden !== null) return t('eyes.private', { place: named('private', hidden) });
  if (!played) return spoken('viewing.not_played', {})?.sentence ?? '';
  if (trouble !== null) return t('eyes.lost', { time: shortTime(trouble.since) });
  return last === null ? t('eyes.unseen') : t('eyes.last', { time: shortTime(last) });
}
