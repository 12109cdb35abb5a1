// A grid that is looked for by name or code.

import { useState } from 'react';
import { useGrid, useSearch } from '../../desk/questions';
import { t } from '../../i18n/words';
import { useRested } from '../../shared/clock';
import { Picker } from '../../shared/Picker';

type Props = {
  label: string;
  /** Its path; empty: none. */
  value: string;
  onWrite: (path: string) => void;
};

/** Someone who types is waited for, in milliseconds. */
const PAUSE = 150;

export function GridPicker({ label, value, onWrite }: Props) {
  const [text, setText] = useState('');
  const wanted = text.trim();
  const asked = useRested(wanted, PAUSE);
  const found = useSearch(asked);
  const chosen = useGrid(value === '' ? null : value).data?.grid;
  const grids = (found.data?.hits ?? []).filter(({ noun }) => noun === 'grid');
  // Until the answer is there, of what other words found only that is offered which fits these.
  const isSettled = found.isSettled && asked === wanted;
  const hits = isSettled ? grids : grids.filter(({ name, detail }) => name.includes(wanted) || detail.includes(wanted));
  // While somebody looks for another, the one that is chosen is no answer.
  const options = hits.map(({ id, name, detail }) => ({ value: id, label: `${name} · ${detail}` }));
  if (chosen && text === '' && hits.every(({ id }) => id !== chosen.path)) {
    options.unshift({ value: chosen.path, label: `${chosen.name} · ${chosen.code}` });
  }
  return (
    <Picker
      size="small"
      allowClear
      showSearch={{ filterOption: false, onSearch: setText }}
      aria-label={label}
      placeholder={t('amend.gridHow')}
      notFoundContent={t('amend.gridHow')}
      value={value === '' ? null : value}
      options={options}
      onChange={(next) => onWrite(next ?? '')}
      data-testid="amend-grid"
    />
  );
}
