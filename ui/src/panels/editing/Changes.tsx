// All that an edit would change, in figures, and what would be wrong then.

import type { EditTried } from '../../bridge/wire/EditTried';
import { spoken } from '../../i18n/spoken';
import { listed, t } from '../../i18n/words';
import { figure } from '../../shared/format';
import { Section } from '../../shared/parts';
import styles from './panel.module.css';
import { areaWords, differenceWords } from './words';

/** Rows that are drawn at once. */
const MOST = 60;

export function Changes({ tried, nameOf }: { tried: EditTried; nameOf: (path: string) => string }) {
  const { changes, faults, follows } = tried;
  const shown = changes.slice(0, MOST);
  return (
    <>
      <Section title={t('editing.changes.title')} count={figure(changes.length)}>
        <table className={styles.changes} data-testid="edit-changes">
          <thead>
            <tr>
              <th scope="col">{t('editing.changes.grid')}</th>
              <th scope="col">{t('editing.changes.was')}</th>
              <th scope="col">{t('editing.changes.becomes')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ path, name, was, becomes }) => (
              <tr key={path} data-new={was === null} data-gone={becomes === null}>
                <th scope="row" title={path}>
                  {name === '' ? t('editing.unnamed') : name}
                </th>
                <td>{was === null ? t('editing.changes.new') : areaWords(was)}</td>
                <td>
                  {becomes === null ? t('editing.changes.gone') : areaWords(becomes)}
                  <em>{differenceWords(was, becomes)}</em>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {changes.length > shown.length && (
          <p className={styles.quiet}>{t('editing.changes.more', { count: changes.length - shown.length })}</p>
        )}
        {follows.length > 0 && (
          <p className={styles.quiet}>{t('editing.changes.follows', { names: listed(follows.map(nameOf)) })}</p>
        )}
      </Section>
      {faults.length > 0 && (
        <Section title={t('editing.changes.faults')} count={figure(faults.length)}>
          <ul className={styles.faults} data-testid="edit-faults">
            {faults.map((fault) => {
              const words = spoken(fault.says, fault.params);
              return (
                <li key={`${fault.kind} ${fault.place.join()}`}>
                  <b>{words?.sentence ?? fault.message}</b>
                  <span>{words?.advice}</span>
                </li>
              );
            })}
          </ul>
        </Section>
      )}
    </>
  );
}
