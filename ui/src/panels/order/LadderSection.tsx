// The ladder: when the silent are called next, how many were silent at each rung, and the list to call from.

import { Button } from 'antd';
import type { Means } from '../../bridge/wire/Means';
import type { Rung } from '../../bridge/wire/Rung';
import type { LiveBoard } from '../../desk/board';
import type { Papers } from '../../desk/papers';
import { failureWords } from '../../i18n/failure';
import { sentWords } from '../../i18n/sends';
import { t } from '../../i18n/words';
import { useNow } from '../../shared/clock';
import { clockTime, figure, shortTime, span } from '../../shared/format';
import { OneOf } from '../../shared/OneOf';
import { Key, Note, WordButton } from '../../shared/parts';
import { LadderForm } from './LadderForm';
import styles from './ladder.module.css';

type Props = {
  board: LiveBoard;
  silent: number;
  isCalling: boolean;
  means: Means;
  isSetting: boolean;
  canLog: boolean;
  maySet: boolean;
  papers: Papers | null;
  onCalling: (isCalling: boolean) => void;
  onMeans: (means: Means) => void;
  onSetting: (isSetting: boolean) => void;
};

export function LadderSection(props: Props) {
  const { board, silent, isCalling, means, isSetting, canLog, maySet, papers, onCalling, onMeans, onSetting } = props;
  const { end, ladder } = board.card;
  const isOver = ladder.rungs.some((rung) => rung.reached?.silent.units === 0);
  const isAtTop = silent > 0 && ladder.rungs.length > 0 && ladder.rungs.every((rung) => rung.reached !== null);
  const doors = board.card.papers.filter(({ print }) => print.wish.kind === 'doors').at(-1);
  const failure = papers?.failure ? failureWords(papers.failure) : null;
  const next = end || isOver ? undefined : ladder.rungs.find((rung) => rung.reached === null);
  return (
    <section className={styles.ladder} data-testid="ladder">
      <div className={styles.rungs}>
        <h4>{t('order.ladder.title')}</h4>
        {ladder.rungs.length === 0 && <span className={styles.quiet}>{t('order.ladder.none')}</span>}
        <ol>
          {ladder.rungs.map((rung) => (
            <RungStep key={rung.number} rung={rung} issued={board.card.order.issued} isNext={rung === next} />
          ))}
        </ol>
        {maySet && (
          <WordButton onClick={() => onSetting(!isSetting)} testId="ladder-set">
            {t('order.ladder.set')}
          </WordButton>
        )}
      </div>
      {isSetting && <LadderForm onClose={() => onSetting(false)} />}
      <div className={styles.tools}>
        <Button
          size="small"
          type={isCalling ? 'primary' : 'default'}
          disabled={silent === 0 && !isCalling}
          aria-pressed={isCalling}
          onClick={() => onCalling(!isCalling)}
          data-testid="call-list"
        >
          {isCalling ? t('order.ladder.tree') : t('order.ladder.list', { count: silent })} <Key>⇧ L</Key>
        </Button>
        {canLog && (
          <OneOf<Means>
            size="small"
            value={means}
            onChange={onMeans}
            options={(['phone', 'door'] as const).map((value) => ({ value, label: t(`order.call.${value}`) }))}
            aria-label={t('order.ladder.means')}
            data-testid="call-means"
          />
        )}
        {papers && silent > 0 && (
          <Button
            size="small"
            type={isAtTop && !doors ? 'primary' : 'default'}
            loading={papers.busy === 'doors'}
            onClick={() => papers.print('doors')}
            data-testid="print-doors"
          >
            {t('order.paper.doors')} <Key>⇧ K</Key>
          </Button>
        )}
        {doors && (
          <span className={styles.quiet} data-testid="doors-printed">
            {t('order.paper.printed', { time: shortTime(doors.at) })}
          </span>
        )}
      </div>
      {failure && <Note {...failure} />}
      {papers?.file && <p className={styles.quiet}>{t('order.paper.kept', { file: papers.file })}</p>}
    </section>
  );
}

type StepProps = { rung: Rung; issued: string; isNext: boolean };

function RungStep({ rung, issued, isNext }: StepProps) {
  const minutes = Math.round((Date.parse(rung.due) - Date.parse(issued)) / 60_000);
  const { reached } = rung;
  return (
    <li data-reached={reached !== null} data-next={isNext} data-testid={`rung-${rung.number}`}>
      <b>{t('order.ladder.after', { count: minutes })}</b>
      {reached === null && isNext && <Countdown due={rung.due} />}
      {reached === null && !isNext && <span>–</span>}
      {reached !== null && (
        <span title={clockTime(reached.at)}>
          {reached.silent.units === 0
            ? t('order.ladder.allAnswered')
            : t('order.ladder.called', { count: reached.silent.people, figure: figure(reached.silent.people) })}
          {reached.late && <em> {t('order.ladder.late')}</em>}
          {rung.sent && <span data-testid="rung-sent"> · {sentWords(rung.sent)}</span>}
        </span>
      )}
    </li>
  );
}

function Countdown({ due }: { due: string }) {
  const left = Date.parse(due) - useNow();
  return <span className={styles.countdown}>{left > 0 ? span(left) : t('order.ladder.now')}</span>;
}
