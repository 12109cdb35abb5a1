// Nobody sits here yet: a one-time code takes the seat.

import { Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { keepEnter } from '../../shared/composing';
import { Note } from '../../shared/parts';
import { uuid7 } from '../../shared/uuid';
import styles from './seat.module.css';

type Props = { code: string | null; sit: (code: string, commandId: string) => Promise<void>; onSeated: () => void };

export function SeatPage({ code, sit, onSeated }: Props) {
  const [text, setText] = useState(code ?? '');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const press = useRef({ code: '', id: '' });

  const take = async (wanted: string): Promise<void> => {
    const trimmed = wanted.trim();
    if (trimmed === '' || busy) return;
    if (press.current.code !== trimmed) press.current = { code: trimmed, id: uuid7() };
    setBusy(true);
    setFailure(null);
    try {
      await sit(trimmed, press.current.id);
      onSeated();
    } catch (caught) {
      setFailure(caught);
      setBusy(false);
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the code of the address is used once
  useEffect(() => {
    if (code) void take(code);
  }, []);

  return (
    <main className={styles.page}>
      <form
        className={styles.card}
        onSubmit={(event) => {
          event.preventDefault();
          void take(text);
        }}
        data-testid="seat-page"
      >
        <h1>{t('shell.name')}</h1>
        <p>{t('shell.seat.welcome')}</p>
        <Input
          autoFocus
          size="large"
          value={text}
          aria-label={t('shell.seat.code')}
          placeholder={t('shell.seat.code')}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={keepEnter}
          autoComplete="off"
          spellCheck={false}
          data-testid="seat-code"
        />
        <Button
          type="primary"
          size="large"
          htmlType="submit"
          block
          loading={busy}
          disabled={text.trim() === ''}
          data-testid="seat-take"
        >
          {t('shell.seat.take')}
        </Button>
        {failure !== null && <Note {...failureWords(failure)} />}
        <p className={styles.how}>{t('shell.seat.how')}</p>
      </form>
    </main>
  );
}
