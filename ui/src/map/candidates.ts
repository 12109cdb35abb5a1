// What an address may mean, as numbered marks: they stand above everything and take no click.

import { type Map as MapLibreMap, Marker } from 'maplibre-gl';
import styles from './candidates.module.css';

export type Candidate = { number: number; longitude: number; latitude: number; isPointed: boolean };

/** Shows these and no others. */
export function candidatesOn(map: MapLibreMap): (candidates: readonly Candidate[]) => void {
  let marks: Marker[] = [];
  return (candidates) => {
    for (const mark of marks) mark.remove();
    marks = candidates.map(({ number, longitude, latitude, isPointed }) => {
      const element = document.createElement('div');
      element.className = styles.mark ?? '';
      element.textContent = String(number);
      element.dataset.testid = 'candidate';
      element.dataset.pointed = String(isPointed);
      return new Marker({ element, anchor: 'center' }).setLngLat([longitude, latitude]).addTo(map);
    });
  };
}
