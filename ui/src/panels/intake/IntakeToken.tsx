// A token that was just made: nobody can show it again.

import { Button } from 'antd';
import { useState } from 'react';
import { t } from '../../i18n/words';
import { toClipboard } from '../../shared/clipboard';
import styles from './intake.module.css';

type Props = { name: string; token: string; onDone: () => void };

export function IntakeToken({ name, token, onDone }: Props) {
  const [isCopied, setCopied] = useState<boolean | null>(null);
  return (
    <div className={styles.token} role="status" data-testid="intake-told">
      <strong>{t('intake.once', { name })}</strong>
      <code data-testid="intake-token">{token}</code>
      <p className={styles.quiet}>{t('intake.where')}</p>
      <code>
        POST {window.location.origin}/api/intake{'\n'}Authorization: Bearer …
      </code>
      <span className={styles.buttons}>
        {isCopied !== null && <span>{t(isCopied ? 'intake.copied' : 'intake.notCopied')}</span>}
        <Button
          autoFocus
          onClick={() => void toClipboard(token).then((done) => setCopied(done))}
          data-testid="intake-copy"
        >
          {t('intake.copy')}
        </Button>
        <Button type="primary" onClick={onDone} data-testid="intake-done">
          {t('intake.done')}
        </Button>
      </span>
    </div>
  );
}
