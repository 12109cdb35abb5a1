// What stays on record of the file that an import came from: its datum, its length, and the hash by which whoever has
// the file can tell that it is this one.

import { useState } from 'react';
import type { ImportLine } from '../../bridge/wire/ImportLine';
import { t } from '../../i18n/words';
import { toClipboard } from '../../shared/clipboard';
import { sizeWords } from '../../shared/format';
import { WordButton } from '../../shared/parts';
import styles from './list.module.css';

/** As much of a hash as tells two files apart at a glance. */
const SHOWN = 12;

export function Original({ line: { datum, bytes, hash } }: { line: ImportLine }) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = async (): Promise<void> => setCopied(await toClipboard(hash));
  const said = [datum, bytes === null ? '' : sizeWords(bytes)].filter((word) => word !== '');
  return (
    <div className={styles.original} data-testid="import-original" data-hash={hash}>
      <span>
        {said.map((word) => `${word} · `)}
        <abbr title={`BLAKE3 ${hash}`}>BLAKE3 {hash.slice(0, SHOWN)}…</abbr>
      </span>
      <WordButton onClick={() => void copy()} testId="import-hash-copy" title={t('import.list.hash')}>
        {t(copied === null ? 'import.list.copy' : copied ? 'import.list.copied' : 'import.list.notCopied')}
      </WordButton>
    </div>
  );
}
