// An address as somebody says it, and what it may mean: the arrows go through that and the map follows.

import { Input } from 'antd';
import { useEffect, useId, useState } from 'react';
import type { AddressPlace } from '../../bridge/wire/AddressPlace';
import { useAddress } from '../../desk/questions';
import { nameOf } from '../../i18n/spoken';
import { t } from '../../i18n/words';
import { useRested } from '../../shared/clock';
import { isComposing } from '../../shared/composing';
import { durations } from '../../shared/tokens';
import styles from './address.module.css';

type Props = {
  places: readonly AddressPlace[];
  /** The one that the keys stand on; -1: none. */
  pointed: number;
  taken: AddressPlace | null;
  onPlaces: (places: readonly AddressPlace[]) => void;
  onPointed: (index: number) => void;
  onTake: (place: AddressPlace) => void;
};

/** No address is shorter. */
const SHORTEST = 2;
const LONGEST = 120;

export function AddressField({ places, pointed, taken, onPlaces, onPointed, onTake }: Props) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const text = useRested(typed.trim(), durations.previewPause);
  const isAsked = text.length >= SHORTEST;
  const found = useAddress(isAsked ? text : null).data;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another answer is another list
  useEffect(() => onPlaces(found?.places ?? []), [found]);
  const isListed = taken === null && places.length > 0;
  const optionId = (index: number): string => `${id}-${index}`;
  return (
    <div className={styles.address}>
      <Input
        id={id}
        role="combobox"
        aria-label={t('incident.address.label')}
        aria-expanded={isListed}
        aria-controls={`${id}-list`}
        aria-activedescendant={isListed && pointed >= 0 ? optionId(pointed) : undefined}
        autoComplete="off"
        maxLength={LONGEST}
        placeholder={t('incident.address.how')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (isComposing(event) || !isListed || event.ctrlKey) return;
          const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
          const one = places[Math.max(0, pointed)];
          if (by !== undefined) onPointed((Math.max(pointed, by < 0 ? 0 : -1) + by + places.length) % places.length);
          else if (event.key === 'Enter' && one) onTake(one);
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
        data-testid="register-address"
      />
      {isListed && (
        <div id={`${id}-list`} role="listbox" aria-label={t('incident.address.list')} data-testid="register-places">
          {places.map((place, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
            // biome-ignore lint/a11y/useFocusableInteractive: likewise
            <div
              key={`${place.noun} ${place.id}`}
              id={optionId(index)}
              role="option"
              aria-selected={index === pointed}
              onClick={() => onTake(place)}
              data-testid="register-candidate"
            >
              <b>{index + 1}</b>
              <span>
                {place.name} <small>{place.context}</small>
              </span>
              <em title={t('incident.address.score', { score: place.score })}>
                {nameOf('noun', place.noun)} {place.score}
              </em>
            </div>
          ))}
        </div>
      )}
      {isAsked && found?.places.length === 0 && <p role="status">{t('incident.address.none')}</p>}
      {found?.is_beside && places.length > 0 && <p>{t('incident.address.beside')}</p>}
    </div>
  );
}
