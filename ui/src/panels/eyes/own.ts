import type { EyeLine } from '../../bridge/wire/EyeLine';

/** What a stream is called beside its place: many a camera's name begins with the place's. */
export function ownName({ name, place_name: place }: Pick<EyeLine, 'name' | 'place_name'>): string {
  const rest = name.startsWith(place) ? name.slice(place.length).trim() : name;
  return rest === '' ? name : rest;
}
