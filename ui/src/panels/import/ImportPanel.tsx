// Files coming in: what is in hand, one of them in full, and what came in before.

import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import type { Seat } from '../../bridge/wire/Seat';
import { pending, putAllAway, putAwayWrong, show, useHand } from '../../desk/incoming';
import { useImports } from '../../desk/questions';
import { failureWords } from '../../i18n/failure';
import { t } from '../../i18n/words';
import { sizeWords } from '../../shared/format';
import { Icon } from '../../shared/icons';
import { Key, Loading, Note, Section, Tag } from '../../shared/parts';
import { FilePanel } from './FilePanel';
import { ImportList } from './ImportList';
import styles from './list.module.css';
import { stateOf, TONES } from './state';

type Props = {
  seat: Seat;
  /** The name of the store's scheme; none while it has no grids. */
  scheme: string | null;
  /** Null until the table of rights is here. */
  mayImport: boolean | null;
  mayList: boolean;
  mayUndo: boolean;
  onPick: () => void;
};

export function ImportPanel({ seat, scheme, mayImport, mayList, mayUndo, onPick }: Props) {
  const { files, wrong, shown, running } = useHand();
  const imports = useImports(mayList);
  const file = files.find((one) => one.id === shown);
  if (file) {
    const line = imports.data?.imports.find((one) => one.set === file.report?.set && one.undone === null);
    return (
      <FilePanel
        key={file.id}
        file={file}
        left={pending()}
        running={running}
        scheme={scheme}
        line={line}
        onBack={() => void show(null)}
      />
    );
  }
  return (
    <div className={styles.panel} data-testid="import-panel">
      {mayImport && <Door onPick={onPick} isWide={files.length === 0} />}
      {mayImport === false && <NotYours seat={seat} />}
      {(files.length > 0 || wrong.length > 0) && (
        <Section
          title={t('import.hand')}
          count={files.length}
          side={
            <button type="button" className={styles.finish} onClick={putAllAway} data-testid="import-finish-all">
              {t(pending().length > 0 ? 'import.putAllAway' : 'import.finish')}
            </button>
          }
        >
          <Hand />
        </Section>
      )}
      {mayList && (
        <div className={styles.past}>
          <Section title={t('import.list.title')} count={imports.data?.imports.length ?? ''}>
            {null}
          </Section>
          {imports.error && <Note {...failureWords(imports.error)} />}
          {imports.data && <ImportList lines={imports.data.imports} mayUndo={mayUndo} />}
          {!imports.data && !imports.error && <Loading label={t('shell.loading')} />}
        </div>
      )}
    </div>
  );
}

function Door({ onPick, isWide }: { onPick: () => void; isWide: boolean }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <div className={styles.door} data-wide={isWide}>
      {isWide && (
        <>
          <Icon name="import" size={26} />
          <strong>{t('import.here')}</strong>
          <p>{t('import.hereHow')}</p>
        </>
      )}
      <Button ref={button} type={isWide ? 'primary' : 'default'} onClick={onPick} data-testid="import-pick">
        {t('import.pick')} <Key>O</Key>
      </Button>
    </div>
  );
}

function NotYours({ seat }: { seat: Seat }) {
  return (
    <Note
      kind="refused"
      title={
        seat.role === 'admin'
          ? t('import.notYours.part')
          : t('import.notYours.role', { role: t(`shell.role.${seat.role}`) })
      }
      advice={t('import.notYours.advice')}
    />
  );
}

/** The files in hand, each with where it stands. */
function Hand() {
  const { files, wrong } = useHand();
  return (
    <ul className={styles.hand} data-testid="import-hand">
      {wrong.map((one) => (
        <li key={`${one.name} ${one.reason}`} data-testid="import-wrong" data-reason={one.reason}>
          <div className={styles.wrong}>
            <b>{one.name}</b>
            <em>{t(`import.wrong.${one.reason}`, { size: sizeWords(one.size) })}</em>
          </div>
          <button
            type="button"
            className={styles.away}
            title={t('import.putAway')}
            aria-label={t('import.putAway')}
            onClick={() => putAwayWrong(one)}
          >
            <Icon name="close" size={14} />
          </button>
        </li>
      ))}
      {files.map((file) => {
        const state = stateOf(file);
        return (
          <li key={file.id}>
            <button
              type="button"
              className={styles.inHand}
              onClick={() => void show(file.id)}
              data-testid="import-in-hand"
              data-file={file.file.name}
              data-state={state}
            >
              <b>{file.file.name}</b>
              <span>{file.look && t(`import.kind.${file.look.kind}`)}</span>
              <Tag tone={TONES[state]}>{t(`import.state.${state}`)}</Tag>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
