// A call from the front line: who calls, what is reported, what is instructed. Keyboard first.

import { Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { CallerCard } from '../../bridge/wire/CallerCard';
import type { GridLine } from '../../bridge/wire/GridLine';
import type { Hit } from '../../bridge/wire/Hit';
import type { MissedLine } from '../../bridge/wire/MissedLine';
import { useDoing } from '../../desk/calls';
import { offerHands } from '../../desk/hands';
import { useSearch } from '../../desk/questions';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { isComposing } from '../../shared/composing';
import { useEnter } from '../../shared/enter';
import { Key, Note, Section } from '../../shared/parts';
import { Caller } from './Caller';
import styles from './call.module.css';
import { MissedList } from './MissedList';

type Props = {
  /** Who calls; none: nobody in post, or not known yet. */
  card: CallerCard | null;
  /** The live call whose words these are. */
  live: string | null;
  /** The missed call that is being answered. */
  answers: MissedLine | null;
  missed: MissedLine[];
  isShown: boolean;
  mayOrder: boolean;
  onPost: (post: string | null) => void;
  onAnswer: (line: MissedLine | null) => void;
  /** Calls a post; none: this seat does not. */
  onRing: ((post: string) => void) | null;
  /** What was said is kept. */
  onKept: () => void;
  onOrder: (grid: GridLine, text: string) => void;
  onOpenOrder: (order: string) => void;
  onGrid: (path: string) => void;
  onClose: () => void;
};

/** As the rules have it. */
const LONGEST = 1000;

export function CallPanel(props: Props) {
  const { card, answers, isShown, mayOrder, onRing } = props;
  const [words, setWords] = useState('');
  const [instruction, setInstruction] = useState('');
  const [kept, setKept] = useState<string | null>(null);
  const told = useRef<HTMLDivElement>(null);
  const doing = useDoing();
  const post = card?.post.post.id ?? null;
  const isSaid = words.trim() !== '' || (post !== null && instruction.trim() !== '');

  const keep = async (): Promise<boolean> => {
    if (!isSaid || doing.busy) return false;
    const said = {
      post,
      words,
      instruction: post === null ? '' : instruction,
      answers: answers?.call ?? null,
      live: post === null ? null : props.live,
    };
    const outcome = await doing.go({ type: 'take_call', call: said });
    if (outcome?.type !== 'call_taken') return false;
    setKept(outcome.number);
    setWords('');
    setInstruction('');
    props.onAnswer(null);
    props.onKept();
    return true;
  };
  const order = async (): Promise<void> => {
    const text = instruction.trim() || words.trim();
    if (card !== null && text !== '' && (await keep())) props.onOrder(card.grid, text);
  };
  const canOrder = mayOrder && card !== null && isSaid && !doing.busy;
  useEffect(() =>
    isShown
      ? offerHands({
          send: () => void keep(),
          ...(canOrder && { order: () => void order() }),
          ...(onRing && post !== null && { ring: () => onRing(post) }),
        })
      : undefined,
  );
  const answered = answers?.call ?? null;
  // Who calls is known, or which call is answered: what is said comes next.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same person may have called again
  useEffect(() => {
    if (post !== null) told.current?.querySelector('textarea')?.focus();
  }, [post, answered]);

  return (
    <div className={styles.panel} data-testid="call-panel">
      <div className={styles.body}>
        <Section title={t('duty.call.who')}>
          {card === null ? (
            <Who
              onPost={(hit) => {
                setKept(null);
                props.onPost(hit);
              }}
            />
          ) : (
            <Caller
              card={card}
              onOther={() => props.onPost(null)}
              onRing={onRing && post !== null ? () => onRing(post) : null}
              onOrder={props.onOpenOrder}
              onGrid={props.onGrid}
            />
          )}
          {answers !== null && <p className={styles.answers}>{t('duty.call.answering')}</p>}
        </Section>
        <Section title={t('duty.call.said')}>
          <div ref={told} className={styles.said}>
            <Input.TextArea
              aria-label={t('duty.call.words')}
              placeholder={t('duty.call.words')}
              value={words}
              rows={3}
              maxLength={LONGEST}
              onChange={(event) => setWords(event.target.value)}
              data-testid="call-words"
            />
            {card !== null ? (
              <Input.TextArea
                aria-label={t('duty.call.instruction')}
                placeholder={t('duty.call.instruction')}
                value={instruction}
                rows={2}
                maxLength={LONGEST}
                onChange={(event) => setInstruction(event.target.value)}
                data-testid="call-instruction"
              />
            ) : (
              <p className={styles.explain}>{t('duty.call.nobody')}</p>
            )}
          </div>
          {kept !== null && !isSaid && (
            <p className={styles.kept} role="status" data-testid="call-kept">
              {t('duty.call.kept', { number: kept })}
            </p>
          )}
        </Section>
        <MissedList missed={props.missed} onAnswer={props.onAnswer} onRing={onRing} />
      </div>
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
      <footer className={styles.foot}>
        <Button onClick={props.onClose}>{t('duty.close')}</Button>
        {mayOrder && (
          <Button disabled={!canOrder} onClick={() => void order()} data-testid="call-order">
            {t('duty.call.order')} <Key>F4</Key>
          </Button>
        )}
        <Button
          type="primary"
          disabled={!isSaid}
          loading={doing.busy}
          onClick={() => void keep()}
          data-testid="call-keep"
        >
          {t('duty.call.keep')} <Key>Ctrl ↵</Key>
        </Button>
      </footer>
    </div>
  );
}

/** Staff in post by name, initials, title or office phone; never anybody else. */
function Who({ onPost }: { onPost: (post: string) => void }) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const wanted = text.trim();
  const found = useSearch(wanted);
  const posts = wanted === '' ? [] : (found.data?.hits ?? []).filter((hit: Hit) => hit.noun === 'post').slice(0, 8);
  const enter = useEnter(wanted, found.isSettled, () => {
    const chosen = posts[at];
    if (chosen) onPost(chosen.id);
  });
  const press = (event: React.KeyboardEvent): void => {
    if (isComposing(event)) return;
    if (event.key === 'ArrowDown') setAt(Math.min(posts.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else if (event.key === 'Enter' && !event.ctrlKey && wanted !== '') enter();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <Input
        autoFocus
        value={text}
        aria-label={t('duty.call.find')}
        placeholder={t('duty.call.find')}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={press}
        data-testid="call-find"
      />
      <div className={styles.hits}>
        {posts.map((hit, index) => (
          <button
            type="button"
            key={hit.id}
            className={styles.hit}
            data-chosen={index === at}
            onClick={() => onPost(hit.id)}
            data-testid="call-hit"
          >
            <b>{hit.name}</b>
            <span title={hit.context}>{hit.context}</span>
            <code>{hit.detail}</code>
          </button>
        ))}
      </div>
      {wanted !== '' && posts.length === 0 && found.isSettled && (
        <p className={styles.explain}>{t('duty.call.nobodyFound')}</p>
      )}
      {wanted === '' && <p className={styles.explain}>{t('duty.call.how')}</p>}
    </>
  );
}
