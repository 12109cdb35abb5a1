// Fields that choose who: a unit or a grid, or somebody of the front line.

import { useState } from 'react';
import type { GridLine } from '../../bridge/wire/GridLine';
import type { Party } from '../../bridge/wire/Party';
import type { Unit } from '../../bridge/wire/Unit';
import { useSearch } from '../../desk/questions';
import { t } from '../../i18n/words';
import { useRested } from '../../shared/clock';
import { Picker } from '../../shared/Picker';
import { durations } from '../../shared/tokens';
import styles from './card.module.css';
import { keyOfParty, partyOfKey } from './deed';

export type Known = { units: readonly Unit[]; grids: readonly GridLine[] };
type Option = { value: string; label: string };
type Group = { label: string; title: string; options: Option[] };

/** Units by name, the grids above the place, and any other grid that is typed. */
function usePartyOptions({ units, grids }: Known, typed: string): Group[] {
  const text = useRested(typed.trim(), durations.previewPause);
  const hits = useSearch(text).data?.hits ?? [];
  const near = [...grids].reverse().map(({ path, name }) => ({ value: `grid/${path}`, label: name }));
  const found = hits
    .filter(({ noun, id }) => noun === 'grid' && !grids.some(({ path }) => path === id))
    .map(({ id, name, context }) => ({ value: `grid/${id}`, label: context === '' ? name : `${name} · ${context}` }));
  const named = units.map(({ id, name }) => ({ value: `unit/${id}`, label: name }));
  const group = (title: string, options: Option[]): Group[] =>
    options.length === 0 ? [] : [{ label: title, title, options }];
  return [
    ...group(t('incident.party.near'), near),
    ...group(t('incident.party.units'), named),
    ...group(t('incident.party.grids'), text === '' ? [] : found),
  ];
}

const fits = (typed: string, option?: { label?: unknown }): boolean =>
  String(option?.label ?? '')
    .toLowerCase()
    .includes(typed.trim().toLowerCase());

type OneProps = {
  id: string;
  known: Known;
  value: Party | null;
  onChange: (party: Party | null) => void;
};

export function PartyField({ id, known, value, onChange }: OneProps) {
  const [typed, setTyped] = useState('');
  return (
    <Picker
      id={id}
      showSearch={{ filterOption: fits, onSearch: setTyped }}
      allowClear
      className={styles.wide ?? ''}
      placeholder={t('incident.party.choose')}
      value={value === null ? null : keyOfParty(value)}
      options={usePartyOptions(known, typed)}
      onChange={(key: string | null | undefined) => onChange(key ? partyOfKey(key) : null)}
      data-testid="incident-party"
    />
  );
}

type SomeProps = {
  id: string;
  known: Known;
  value: readonly Party[];
  placeholder: string;
  autoFocus?: boolean;
  onChange: (parties: Party[]) => void;
};

export function PartiesField({ id, known, value, placeholder, autoFocus = false, onChange }: SomeProps) {
  const [typed, setTyped] = useState('');
  return (
    <Picker
      id={id}
      mode="multiple"
      autoFocus={autoFocus}
      showSearch={{ filterOption: fits, onSearch: setTyped }}
      className={styles.wide ?? ''}
      placeholder={placeholder}
      value={value.map(keyOfParty)}
      options={usePartyOptions(known, typed)}
      onChange={(keys: string[]) => onChange(keys.map(partyOfKey))}
      data-testid="incident-assisting"
    />
  );
}

type PostProps = { id: string; value: string | null; onChange: (post: string | null) => void };

/** Staff in post by name, initials, title or office phone. */
export function PostField({ id, value, onChange }: PostProps) {
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<Option | null>(null);
  const text = useRested(typed.trim(), durations.previewPause);
  const hits = useSearch(text).data?.hits ?? [];
  const found = hits
    .filter(({ noun }) => noun === 'post')
    .slice(0, 12)
    .map(({ id: post, name, context }) => ({ value: post, label: `${name} · ${context}` }));
  const kept = chosen !== null && !found.some((option) => option.value === chosen.value) ? [chosen] : [];
  return (
    <Picker
      id={id}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear
      className={styles.wide ?? ''}
      placeholder={t('incident.post.find')}
      value={value}
      options={[...kept, ...found]}
      notFoundContent={text === '' ? t('incident.post.type') : t('incident.post.none')}
      onChange={(post: string | null | undefined) => {
        setChosen(found.find((option) => option.value === post) ?? null);
        onChange(post ?? null);
      }}
      data-testid="incident-post"
    />
  );
}
