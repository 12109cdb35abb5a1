// A group on the phone: what is said in it, room to write, and the other groups.

import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Called } from '../bridge/wire/Called';
import type { ChannelLine } from '../bridge/wire/ChannelLine';
import type { InboxCard } from '../bridge/wire/InboxCard';
import type { MessageLine } from '../bridge/wire/MessageLine';
import { tell } from './failure';
import { find, forgetUnsaid, ringing, sayRead, setRinging } from './groups';
import { HoldToSpeak } from './HoldToSpeak';
import { Icon } from './Icon';
import { closeTalk, openTalkOf, speak } from './page';
import { MOST_PHOTOS } from './photo';
import { LONGEST_WORDS, type Shown } from './receipt';
import type { Field } from './state';
import { beginningOf, nameOf, Said, TalkLines } from './TalkLines';
import { addFrom, Thumbs } from './Thumbs';
import { type Ringing, unreadIn } from './talk';
import { useMinute } from './time';
import { isMessage } from './waiting';
import { say } from './words';

type Props = { field: Field; card: InboxCard; orders: Shown[] };

const RINGINGS: Ringing[] = ['house', 'always', 'critical'];

export function TalkScreen({ field, card, orders }: Props): ReactNode {
  const { talk } = field;
  const path = talk.open ?? card.grid.path;
  const isOwn = path === card.grid.path;
  const page = talk.pages[path];
  const [quotes, setQuotes] = useState<MessageLine | null>(null);
  const [found, setFound] = useState<{ text: string; lines: MessageLine[] } | null>(null);
  const [isList, setList] = useState(false);
  const line = talk.list?.channels.find((one) => one.channel === path);
  const name = page?.name ?? line?.name ?? (isOwn ? card.grid.name : '');
  const others = talk.list?.channels.filter((one) => one.channel !== path) ?? [];
  const unsent = field.pending
    .filter(isMessage)
    .filter(({ post, message }) => post === card.post.id && message.channel === path);

  useEffect(() => {
    sayRead();
    document.addEventListener('visibilitychange', sayRead);
    return () => document.removeEventListener('visibilitychange', sayRead);
  }, []);

  return (
    <div className="talk-screen" data-testid="talk">
      <header className="bar">
        <button
          type="button"
          className="back"
          data-testid="talk-back"
          aria-label={say('order.back')}
          onClick={closeTalk}
        >
          <Icon name="back" />
        </button>
        <h1 className="number" data-testid="talk-name">
          {name}
        </h1>
        {field.link === 'lost' && <span className="chip link lost">{say('link.lost')}</span>}
        <button
          type="button"
          className="chip"
          aria-expanded={isList}
          data-testid="talk-more"
          onClick={() => setList(!isList)}
        >
          {say('talk.more')}
        </button>
      </header>
      {isList && (
        <More
          others={others}
          unreadOf={(one) => unreadIn(one, talk)}
          onFound={setFound}
          onOpen={(one) => {
            setList(false);
            setFound(null);
            openTalkOf(one.channel);
          }}
        />
      )}
      {page?.pinned[0] && !isList && (
        <details className="talk-pinned" data-testid="talk-pinned">
          <summary>
            <Icon name="pin" size={18} /> <span>{beginningOf(page.pinned[0])}</span>
          </summary>
          {page.pinned.map((message) => (
            <p key={message.id}>
              {beginningOf(message)} <small>{nameOf(message.author)}</small>
            </p>
          ))}
        </details>
      )}
      {talk.failure !== null && (
        <p className="notice bad" role="alert">
          {tell(talk.failure).what} {tell(talk.failure).advice}
        </p>
      )}
      {found !== null ? (
        <FoundLines found={found} onClose={() => setFound(null)} />
      ) : (
        <TalkLines
          key={path}
          lines={page?.lines ?? []}
          isKnown={page !== undefined}
          isLost={field.link === 'lost'}
          opened={talk.opened}
          orders={orders}
          unsent={unsent}
          onQuote={page?.may.write ? setQuotes : null}
        />
      )}
      {talk.unsaid.map(({ message, failure }) => (
        <section key={message.id} className="notice bad" role="alert" data-testid="talk-unsaid">
          <strong>{say('talk.unsaid')}</strong>
          <p>{message.message.words}</p>
          <p>
            {tell(failure).what} {tell(failure).advice}
          </p>
          <button type="button" className="plain" onClick={() => forgetUnsaid(message.id)}>
            {say('order.understood')}
          </button>
        </section>
      ))}
      {isOwn && page?.may.write && <HoldToSpeak channel={path} mayBelow={page.may.below} speeches={field.speeches} />}
      {isOwn ? (
        <Write people={talk.people} quotes={quotes} onDrop={() => setQuotes(null)} />
      ) : (
        <p className="quiet talk-read-only">{say('talk.readOnly')}</p>
      )}
    </div>
  );
}

type WriteProps = { people: readonly Called[]; quotes: MessageLine | null; onDrop: () => void };

function Write({ people, quotes, onDrop }: WriteProps): ReactNode {
  const [words, setWords] = useState('');
  const [photos, setPhotos] = useState<Blob[]>([]);
  const field = useRef<HTMLTextAreaElement>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const length = Array.from(words.trim()).length;
  const typed = /(?:^|[^\w@])@([^\s@]{0,20})$/u.exec(words)?.[1];
  const fitting =
    typed === undefined
      ? []
      : people.filter(({ person, title }) => person.includes(typed) || title.includes(typed)).slice(0, 5);
  useEffect(() => {
    if (quotes !== null) field.current?.focus();
  }, [quotes]);
  const send = (): void => {
    speak(words.trim(), quotes, people, photos);
    setWords('');
    setPhotos([]);
    onDrop();
  };
  return (
    <footer className="talk-write">
      {quotes && (
        <div className="row talk-quoting" data-testid="talk-quoting">
          <span>
            <b>{nameOf(quotes.author)}</b> {beginningOf(quotes)}
          </span>
          <button type="button" className="word" aria-label={say('act.cancel')} onClick={onDrop}>
            <Icon name="cross" size={18} />
          </button>
        </div>
      )}
      {fitting.length > 0 && (
        <div className="talk-people">
          {fitting.map((one) => (
            <button
              key={one.post}
              type="button"
              className="chip"
              data-testid="talk-person"
              onClick={() => {
                setWords(`${words.slice(0, words.lastIndexOf('@'))}@${one.person} `);
                field.current?.focus();
              }}
            >
              {one.person} {one.title}
            </button>
          ))}
        </div>
      )}
      <Thumbs photos={photos} onPhotos={setPhotos} />
      <input
        ref={chooser}
        type="file"
        accept="image/jpeg,image/png,image/webp"
        multiple
        hidden
        data-testid="talk-photo-input"
        onChange={({ target }) => void addFrom(target, setPhotos)}
      />
      <div className="row">
        <button
          type="button"
          className="second talk-photo"
          aria-label={say('talk.photo')}
          disabled={photos.length >= MOST_PHOTOS}
          data-testid="talk-photo"
          onClick={() => chooser.current?.click()}
        >
          <Icon name="camera" />
        </button>
        <textarea
          ref={field}
          rows={Math.min(5, words.split('\n').length)}
          value={words}
          aria-label={say('talk.write')}
          placeholder={say('talk.write')}
          data-testid="field-talk-words"
          onChange={(event) => setWords(event.target.value)}
        />
        <button
          type="button"
          className="primary"
          data-testid="talk-send"
          disabled={(length === 0 && photos.length === 0) || length > LONGEST_WORDS}
          onClick={send}
        >
          {say('talk.send')}
        </button>
      </div>
      {length > LONGEST_WORDS - 100 && (
        <p className={length > LONGEST_WORDS ? 'late' : 'quiet'}>
          {say('words.length', { length, most: LONGEST_WORDS })}
        </p>
      )}
    </footer>
  );
}

type MoreProps = {
  others: readonly ChannelLine[];
  unreadOf: (line: ChannelLine) => number;
  onFound: (found: { text: string; lines: MessageLine[] } | null) => void;
  onOpen: (line: ChannelLine) => void;
};

/** Search, when it rings, and the groups below that I may read. */
function More({ others, unreadOf, onFound, onOpen }: MoreProps): ReactNode {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState(false);
  const search = async (): Promise<void> => {
    if (text.trim() === '') return onFound(null);
    try {
      onFound({ text, lines: await find(text) });
      setProblem(false);
    } catch {
      setProblem(true);
    }
  };
  return (
    <section className="talk-options">
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          void search();
        }}
      >
        <input
          type="search"
          enterKeyHint="search"
          value={text}
          aria-label={say('talk.search')}
          placeholder={say('talk.search')}
          data-testid="field-talk-search"
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="second">
          {say('talk.find')}
        </button>
      </form>
      {problem && <p className="late">{say('talk.search.lost')}</p>}
      <fieldset className="choices">
        <legend className="label">{say('talk.ringing')}</legend>
        {RINGINGS.map((one) => (
          <button
            key={one}
            type="button"
            className={ringing() === one ? 'chosen' : ''}
            aria-pressed={ringing() === one}
            onClick={() => setRinging(one)}
          >
            {say(`talk.ringing.${one}`)}
          </button>
        ))}
      </fieldset>
      {others.length > 0 && (
        <ul>
          {others.map((line) => (
            <li key={line.channel}>
              <button type="button" className="line" data-testid="talk-channel" onClick={() => onOpen(line)}>
                <span className="top">
                  <b>{line.name}</b>
                  {unreadOf(line) > 0 && <span className="count">{unreadOf(line)}</span>}
                  {line.called > 0 && <span className="new">@</span>}
                </span>
                <span className="text">{line.last ? beginningOf(line.last) : say('talk.none')}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function FoundLines({
  found,
  onClose,
}: {
  found: { text: string; lines: MessageLine[] };
  onClose: () => void;
}): ReactNode {
  const now = useMinute();
  return (
    <main className="talk-found" data-testid="talk-found">
      <p className="row">
        <span className="quiet">{say('talk.found', { count: found.lines.length, text: found.text })}</span>
        <button type="button" className="word" onClick={onClose}>
          {say('talk.found.close')}
        </button>
      </p>
      {found.lines.map((message) => (
        <Said key={message.id} message={message} now={now} onQuote={null} />
      ))}
    </main>
  );
}
