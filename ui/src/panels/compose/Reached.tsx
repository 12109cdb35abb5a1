// What a figure of the preview counts: how many in each grid below, and there, page by page, who.

import { useState } from 'react';
import type { Draft } from '../../bridge/wire/Draft';
import type { ReachFigure } from '../../bridge/wire/ReachFigure';
import { useReached } from '../../desk/questions';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { figure } from '../../shared/format';
import { Note, WordButton } from '../../shared/parts';
import styles from './compose.module.css';

type Props = { draft: Draft; which: ReachFigure };
type Step = { path: string; name: string };

const PAGE = 50;
/** So few are told by name at once. */
const FEW = 12;

export function Reached({ draft, which }: Props) {
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const [from, setFrom] = useState(0);
  const under = steps.at(-1)?.path ?? null;
  const asked = useReached({ draft, which, under, from, limit: PAGE });
  const go = (next: readonly Step[]): void => {
    setSteps(next);
    setFrom(0);
  };
  if (asked.error) return <Note {...failureWords(asked.error)} />;
  if (!asked.data) return null;
  const { total, branches, lines } = asked.data;
  const isTold = total <= FEW || branches.length <= 1 || branches.every((branch) => branch.is_leaf);
  return (
    <div className={styles.reached} data-testid="reached" data-stale={asked.isPlaceholderData}>
      {steps.length > 0 && (
        <p className={styles.steps}>
          <WordButton onClick={() => go([])}>{t('order.preview.all')}</WordButton>
          {steps.map((step, index) => (
            <span key={step.path}>
              {' › '}
              <WordButton onClick={() => go(steps.slice(0, index + 1))}>{step.name}</WordButton>
            </span>
          ))}
          {` · ${figure(total)}`}
        </p>
      )}
      {!isTold && (
        <ul className={styles.branches}>
          {branches.map((branch) => (
            <li key={branch.path}>
              <button
                type="button"
                data-testid="reached-branch"
                onClick={() => go([...steps, { path: branch.path, name: branch.name }])}
              >
                <span>{branch.name}</span>
                <b>{figure(branch.count)}</b>
              </button>
            </li>
          ))}
        </ul>
      )}
      {isTold && (
        <ul className={styles.lines}>
          {lines.map((line) => (
            <li key={`${line.grid} ${line.post}`} data-testid="reached-line">
              <span>{line.name}</span>
              <span>
                {line.title} {line.person}
              </span>
              <code>{line.phone}</code>
            </li>
          ))}
        </ul>
      )}
      {isTold && total > PAGE && (
        <p className={styles.steps}>
          {from > 0 && (
            <WordButton onClick={() => setFrom(Math.max(0, from - PAGE))}>{t('order.preview.before')}</WordButton>
          )}
          {` ${figure(from + 1)}–${figure(Math.min(total, from + PAGE))} / ${figure(total)} `}
          {from + PAGE < total && (
            <WordButton onClick={() => setFrom(from + PAGE)} testId="reached-next">
              {t('order.preview.next')}
            </WordButton>
          )}
        </p>
      )}
    </div>
  );
}
