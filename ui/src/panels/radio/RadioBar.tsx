// Over the map while anybody speaks live: who, to whom, for how long, and who hears it.

import type { ReactNode } from 'react';
import type { SpeechLine } from '../../bridge/wire/SpeechLine';
import type { SpeechList } from '../../bridge/wire/SpeechList';
import { act } from '../../desk/calls';
import { heardNow, radio, useRadio } from '../../desk/radio';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { Mute } from '../../media/mouth';
import { useNow } from '../../shared/clock';
import { figure, span } from '../../shared/format';
import { Icon } from '../../shared/icons';
import { Loudness } from '../../shared/Loudness';
import styles from './radio.module.css';

type Props = {
  list: SpeechList | undefined;
  /** What the channel of the selected grid is called, by its path. */
  nameOf: (channel: string) => string;
  mayCutIn: boolean;
};

export function RadioBar({ list, nameOf, mayCutIn }: Props) {
  const state = useRadio();
  const { speaking, problem, isDeaf } = state;
  const now = useNow();
  const heard = heardNow(list, state);
  const own = list?.speeches.find(({ id }) => id === speaking?.speech);
  const others = list?.speeches.filter((line) => !line.own && line.id !== heard?.id) ?? [];
  if (speaking === null && problem === null && heard === undefined && others.length === 0) return null;
  return (
    <section className={styles.bar} data-testid="radio" aria-live="polite">
      {speaking !== null && speaking.stage !== 'live' && (
        <p data-testid={`radio-${speaking.stage}`}>
          <Icon name="mic" size={16} /> {t(speaking.stage === 'cut' ? 'radio.broken' : 'radio.asking')}
        </p>
      )}
      {speaking?.stage === 'live' && (
        <p className={styles.own} data-testid="radio-speaking">
          <i className={styles.dot} />
          <b>{t(`radio.speaking.${speaking.span}`, { name: own?.channel_name ?? nameOf(speaking.channel) })}</b>
          <Loudness of={() => radio.loudness()} />
          <span className={styles.figures}>
            {own && t('radio.hear', { heard: figure(own.heard), people: figure(own.people) })}
          </span>
          <time>{span(now - speaking.since)}</time>
        </p>
      )}
      {problem !== null && speaking === null && <Problem problem={problem} />}
      {heard && (
        <p className={styles.other} data-testid="radio-hearing" data-speech={heard.id}>
          <Icon name="groups" size={16} />
          <Who line={heard} />
          <time>{span(now - Date.parse(heard.began))}</time>
          {isDeaf && (
            <button type="button" className={styles.strong} onClick={() => radio.unmute()} data-testid="radio-unmute">
              {t('radio.unmute')}
            </button>
          )}
          {mayCutIn && heard.author.role === 'field' && (
            <button
              type="button"
              onClick={() => void act({ type: 'end_speech', speech: heard.id, note: null }).catch(() => {})}
              data-testid="radio-cut"
            >
              {t('radio.cut')}
            </button>
          )}
          <button type="button" onClick={() => radio.pass(heard.id)} data-testid="radio-pass">
            {t('radio.pass')}
          </button>
        </p>
      )}
      {others.slice(0, 3).map((line) => (
        <p key={line.id} className={styles.waiting} data-testid="radio-other">
          <Who line={line} />
          <button type="button" onClick={() => radio.hear(line.id)} data-testid="radio-hear">
            {t('radio.listen')}
          </button>
        </p>
      ))}
      {others.length > 3 && <p className={styles.waiting}>{t('radio.more', { count: others.length - 3 })}</p>}
    </section>
  );
}

function Who({ line }: { line: SpeechLine }): ReactNode {
  const { author, channel_name: name } = line;
  const who = author.person === '' ? t('radio.centre') : `${author.person} ${author.title}`;
  return (
    <span className={styles.who}>
      <b>{who}</b> {t(`radio.to.${line.span}`, { name })}
    </span>
  );
}

/** Why speaking came to nothing, until somebody has read it. */
function Problem({ problem }: { problem: unknown }): ReactNode {
  const words = problem instanceof Mute ? { title: t(`radio.mute.${problem.why}`), advice: '' } : failureWords(problem);
  return (
    <p className={styles.problem} role="alert" data-testid="radio-problem">
      <b>{words.title}</b>
      <span className={styles.figures}>{words.advice}</span>
      <button type="button" aria-label={t('radio.close')} onClick={() => radio.forgetProblem()}>
        <Icon name="close" size={12} />
      </button>
    </p>
  );
}
