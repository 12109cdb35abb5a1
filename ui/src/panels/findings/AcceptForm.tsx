// Why a finding may stand, and who answers for that.

import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Finding } from '../../bridge/wire/Finding';
import { useDoing } from '../../desk/calls';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { isSending } from '../../shared/composing';
import { keep, kept } from '../../shared/keep';
import { Note } from '../../shared/parts';
import styles from './findings.module.css';

type Props = { finding: Finding; scheme: string; onClose: () => void };

const NAME = 'wutu.name';
/** As the rules have it. */
const LONGEST_NOTE = 500;
const LONGEST_NAME = 40;

export function AcceptForm({ finding, scheme, onClose }: Props) {
  const [note, setNote] = useState('');
  const [name, setName] = useState(() => kept(NAME) ?? '');
  const doing = useDoing();
  const isReady = note.trim() !== '' && name.trim() !== '';
  const accept = async (): Promise<void> => {
    if (!isReady) return;
    const outcome = await doing.go({ type: 'accept_finding', scheme, key: finding.key, note, name });
    if (!outcome) return;
    keep(NAME, name.trim());
    onClose();
  };
  const enter = (event: React.KeyboardEvent): void => {
    if (isSending(event)) void accept();
  };
  return (
    <div className={styles.accept} data-testid="accept-form">
      <strong>{t('findings.accept.title')}</strong>
      <Input
        autoFocus
        size="small"
        value={note}
        maxLength={LONGEST_NOTE}
        aria-label={t('findings.accept.note')}
        placeholder={t('findings.accept.note')}
        onChange={(event) => setNote(event.target.value)}
        onKeyDown={enter}
        data-testid="accept-note"
      />
      <Input
        size="small"
        value={name}
        maxLength={LONGEST_NAME}
        aria-label={t('findings.accept.name')}
        placeholder={t('findings.accept.name')}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={enter}
        data-testid="accept-name"
      />
      <em className={styles.explain}>{t('findings.accept.explain')}</em>
      {doing.failure !== null && <Note {...failureWords(doing.failure)} />}
      <footer>
        <Button size="small" onClick={onClose}>
          {t('findings.accept.cancel')}
        </Button>
        <Button
          size="small"
          type="primary"
          disabled={!isReady}
          loading={doing.busy}
          onClick={() => void accept()}
          data-testid="accept-go"
        >
          {t('findings.accept.go')}
        </Button>
      </footer>
    </div>
  );
}
