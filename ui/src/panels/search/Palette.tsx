// Search and commands in one field: names, pinyin initials, codes, and what a user can do.

import { useEffect, useMemo, useRef, useState } from 'react';
import type { DeskAction } from '../../actions/action';
import type { Hit } from '../../bridge/wire/Hit';
import type { HitNoun } from '../../bridge/wire/HitNoun';
import { useSearch } from '../../desk/questions';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { isComposing } from '../../shared/composing';
import { useEnter } from '../../shared/enter';
import { Icon } from '../../shared/icons';
import { Key, Note } from '../../shared/parts';
import styles from './search.module.css';

type Props = {
  actions: readonly DeskAction[];
  printKey: (key: string) => string;
  onHit: (hit: Hit) => void;
  onAction: (action: DeskAction) => void;
  onClose: () => void;
};

type Line = { key: string; group: string; run: () => void; hit?: Hit; action?: DeskAction };

const NOUNS: HitNoun[] = ['grid', 'venue', 'checkpoint', 'unit', 'asset', 'post'];
const MOST_ACTIONS_BESIDE_HITS = 4;

export function Palette({ actions, printKey, onHit, onAction, onClose }: Props) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const wanted = text.trim();
  const searched = wanted.startsWith('>') ? '' : wanted;
  const found = useSearch(searched);
  const hits = searched === '' || found.failure !== null ? undefined : found.data;

  const lines = useMemo((): Line[] => {
    const words = wanted.replace(/^>/, '').trim().toLowerCase();
    const able = actions.filter((action) => action.can?.() ?? true);
    const fitting = able.filter((action) => t(`action.${action.id}`).toLowerCase().includes(words));
    const shown = hits && hits.hits.length > 0 ? fitting.slice(0, MOST_ACTIONS_BESIDE_HITS) : fitting;
    const byNoun = NOUNS.flatMap((noun) =>
      (hits?.hits ?? []).filter((hit) => hit.noun === noun).map((hit) => ({ noun, hit })),
    );
    return [
      ...byNoun.map(({ noun, hit }) => ({
        key: `${noun}:${hit.id}`,
        group: t(`shell.noun.${noun}`),
        run: () => onHit(hit),
        hit,
      })),
      ...shown.map((action) => ({
        key: action.id,
        group: t('shell.search.commands'),
        run: () => onAction(action),
        action,
      })),
    ];
  }, [actions, hits, wanted, onHit, onAction]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another text starts at its first line
  useEffect(() => setAt(0), [wanted]);
  useEffect(() => {
    list.current?.querySelector(`[data-at="${at}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const enter = useEnter(wanted, found.isSettled, () => lines[at]?.run());

  const press = (event: React.KeyboardEvent): void => {
    if (isComposing(event)) return;
    if (event.key === 'ArrowDown') setAt(Math.min(lines.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else if (event.key === 'Enter') enter();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={styles.veil} onPointerDown={(event) => event.target === event.currentTarget && onClose()}>
      <div className={styles.palette} role="dialog" aria-modal="true" aria-label={t('action.search')}>
        <div className={styles.field}>
          <Icon name="search" />
          <input
            autoFocus
            value={text}
            placeholder={t('shell.search.placeholder')}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={press}
            data-testid="search-input"
            aria-label={t('shell.search.placeholder')}
          />
          <Key>Esc</Key>
        </div>
        <div ref={list} className={styles.list} data-testid="search-results">
          {found.failure !== null && wanted !== '' && <Note {...failureWords(found.failure)} />}
          {lines.map((line, index) => (
            <div key={line.key}>
              {lines[index - 1]?.group !== line.group && <h4>{line.group}</h4>}
              <button
                type="button"
                className={styles.line}
                data-at={index}
                data-chosen={index === at}
                onPointerMove={() => at !== index && setAt(index)}
                onClick={line.run}
                data-testid={line.hit ? 'search-hit' : 'search-action'}
              >
                {line.hit && (
                  <>
                    <b title={line.hit.name}>{line.hit.name}</b>
                    <span title={line.hit.context}>{line.hit.context}</span>
                    <code>{line.hit.detail}</code>
                  </>
                )}
                {line.action && (
                  <>
                    <b>{t(`action.${line.action.id}`)}</b>
                    <span>{t(`action.group.${line.action.group}`)}</span>
                    <code>{line.action.keys[0] && <Key>{printKey(line.action.keys[0])}</Key>}</code>
                  </>
                )}
              </button>
            </div>
          ))}
          {lines.length === 0 && found.isSettled && <p>{t('shell.search.nothing', { text: wanted })}</p>}
        </div>
        {hits && hits.total > hits.hits.length && (
          <footer>{t('shell.search.more', { shown: hits.hits.length, total: hits.total })}</footer>
        )}
      </div>
    </div>
  );
}
