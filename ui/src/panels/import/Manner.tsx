// How a file is to be read: what it holds, what its coordinates are in, how its grids hang together.

import { AutoComplete, Input } from 'antd';
import { useState } from 'react';
import type { FileKind } from '../../bridge/wire/FileKind';
import type { FileLook } from '../../bridge/wire/FileLook';
import type { Parent } from '../../bridge/wire/Parent';
import type { Said } from '../../desk/incoming';
import { useSchemes } from '../../desk/questions';
import { t } from '../../i18n/words';
import { Picker } from '../../shared/Picker';
import { Section } from '../../shared/parts';
import styles from './manner.module.css';
import { hasPlaces } from './unit';

type Props = {
  look: FileLook;
  said: Said;
  /** What the trial says of the coordinates: the file does not say, and its format does not mean, what they are in. */
  isUnsaid: boolean;
  /** The name of the store's scheme; none while it has no grids. */
  scheme: string | null;
  onSay: (more: Partial<Said>) => void;
};

export const KINDS: FileKind[] = [
  'grids',
  'heads',
  'venues',
  'checkpoints',
  'streams',
  'units',
  'partners',
  'assets',
  'basemap',
];
const LEVELS = [1, 2, 3, 4, 5, 6];
const WGS84 = 'EPSG:4326';
const DATUMS = [
  [WGS84, 'wgs84'],
  ['EPSG:4490', 'cgcs2000'],
  ['gcj02', 'gcj02'],
  ['bd09', 'bd09'],
] as const;

export function Manner({ look, said, isUnsaid, scheme, onSay }: Props) {
  return (
    <Section>
      <div className={styles.manner}>
        <span>{t('import.kind.title')}</span>
        <div>
          <Picker
            size="small"
            aria-label={t('import.kind.title')}
            value={look.kind}
            onChange={(kind: FileKind) => onSay({ kind })}
            options={KINDS.map((value) => ({ value, label: t(`import.kind.${value}`) }))}
            data-testid="import-kind"
          />
          <em>{t(look.guessed ? 'import.kind.guessed' : 'import.kind.said')}</em>
        </div>
        {look.layers.length > 1 && <Layer look={look} onSay={onSay} />}
        {hasPlaces(look) && <Datum look={look} said={said} isUnsaid={isUnsaid} onSay={onSay} />}
        {look.kind === 'grids' && (
          <>
            <ParentRule look={look} said={said} onSay={onSay} />
            <span>{t('import.level.title')}</span>
            <Picker
              size="small"
              aria-label={t('import.level.title')}
              value={said.level ?? 0}
              onChange={(level) => onSay({ level: level || null })}
              options={[
                { value: 0, label: t('import.level.auto') },
                ...LEVELS.map((value) => ({ value, label: t('import.level.one', { level: value }) })),
              ]}
              data-testid="import-level"
            />
            {scheme === null ? (
              <Scheme said={said} onSay={onSay} />
            ) : (
              <Into scheme={scheme} said={said} onSay={onSay} />
            )}
          </>
        )}
      </div>
    </Section>
  );
}

/** Of several layers one; some formats read all of them together where none is said. */
function Layer({ look, onSay }: Pick<Props, 'look' | 'onSay'>) {
  const isAsked = look.layer === null && look.faults.some((fault) => fault.code.startsWith('layers.'));
  const together = look.layer === null && !isAsked;
  const names = look.layers.map((value) => ({ value, label: value }));
  return (
    <>
      <span>{t('import.layer.title')}</span>
      <div>
        <Picker
          size="small"
          aria-label={t('import.layer.title')}
          value={look.layer ?? (together ? '' : null)}
          placeholder={t('import.layer.choose')}
          onChange={(layer: string) => onSay({ layer: layer === '' ? null : layer })}
          options={together ? [{ value: '', label: t('import.layer.together') }, ...names] : names}
          status={isAsked ? 'warning' : ''}
          data-testid="import-layer"
        />
        <em>{t('import.layer.count', { count: look.layers.length })}</em>
      </div>
    </>
  );
}

/** What the file says may be wrong: coordinates of web maps are often passed on as WGS 84. */
function Datum({ look, said, isUnsaid, onSay }: Omit<Props, 'scheme'>) {
  const [typed, setTyped] = useState(said.datum ?? '');
  const settle = (text = ''): void => {
    const datum = text.trim() === '' ? null : text.trim();
    if (datum !== said.datum) onSay({ datum });
  };
  return (
    <>
      <span>{t('import.datum.title')}</span>
      <div>
        <AutoComplete
          size="small"
          allowClear
          aria-label={t('import.datum.choose')}
          value={typed}
          placeholder={look.datum ?? t('import.datum.how')}
          options={DATUMS.map(([value, name]) => ({ value, label: t(`import.datum.${name}`) }))}
          onChange={(text?: string) => setTyped(text ?? '')}
          onSelect={settle}
          onClear={() => settle('')}
          onBlur={() => settle(typed)}
          status={isUnsaid ? 'warning' : ''}
          data-testid="import-datum"
        />
        <em>
          {isUnsaid && t('import.datum.unsaid')}
          {!isUnsaid &&
            said.datum === null &&
            (look.datum === null
              ? t('import.datum.silent', { datum: WGS84 })
              : t('import.datum.file', { datum: look.datum }))}
          {!isUnsaid && said.datum !== null && t('import.datum.said', { datum: said.datum })}
        </em>
      </div>
    </>
  );
}

function ParentRule({ look, said, onSay }: Omit<Props, 'isUnsaid' | 'scheme'>) {
  const value = typeof said.parent === 'object' && said.parent ? `column:${said.parent.column}` : (said.parent ?? '');
  return (
    <>
      <span>{t('import.parent.title')}</span>
      <Picker
        size="small"
        aria-label={t('import.parent.title')}
        value={value}
        onChange={(chosen: string) => onSay({ parent: ruleOf(chosen) })}
        options={[
          { value: '', label: t('import.parent.auto') },
          { value: 'code', label: t('import.parent.code') },
          { value: 'geometry', label: t('import.parent.geometry') },
          ...look.columns.map(({ name }) => ({
            value: `column:${name}`,
            label: t('import.parent.column', { column: name.trim() }),
          })),
        ]}
        data-testid="import-parent"
      />
    </>
  );
}

function ruleOf(chosen: string): Parent | null {
  if (chosen === 'code' || chosen === 'geometry') return chosen;
  return chosen === '' ? null : { column: chosen.slice('column:'.length) };
}

function Scheme({ said, onSay }: Pick<Props, 'said' | 'onSay'>) {
  const [typed, setTyped] = useState(said.scheme ?? '');
  const settle = (): void => {
    const scheme = typed.trim() === '' ? null : typed.trim();
    if (scheme !== said.scheme) onSay({ scheme });
  };
  return (
    <>
      <span>{t('import.scheme.title')}</span>
      <Input
        size="small"
        aria-label={t('import.scheme.title')}
        value={typed}
        maxLength={40}
        placeholder={t('import.scheme.usual')}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={settle}
        onPressEnter={(event) => !event.nativeEvent.isComposing && settle()}
        data-testid="import-scheme"
      />
    </>
  );
}

/** Which scheme the grids go into: the one in force, or a draft that may change. Not asked where there is no draft. */
function Into({ scheme, said, onSay }: Pick<Props, 'said' | 'onSay'> & { scheme: string }) {
  const schemes = useSchemes(true);
  const drafts = (schemes.data?.schemes ?? []).filter((card) => card.scheme.state === 'draft');
  if (drafts.length === 0) return null;
  return (
    <>
      <span>{t('import.scheme.into')}</span>
      <Picker
        size="small"
        aria-label={t('import.scheme.into')}
        value={said.scheme ?? scheme}
        onChange={(name: string) => onSay({ scheme: name === scheme ? null : name })}
        options={[
          { value: scheme, label: t('import.scheme.inForce', { name: scheme }) },
          ...drafts.map(({ scheme: { name } }) => ({ value: name, label: t('import.scheme.draft', { name }) })),
        ]}
        data-testid="import-into"
      />
    </>
  );
}
