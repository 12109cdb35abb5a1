// A point that a person chooses on the map: a click puts the pin there, and the pin can be dragged.

import { type Map as MapLibreMap, type MapMouseEvent, Marker } from 'maplibre-gl';
import styles from './pick.module.css';

export type Picked = { longitude: number; latitude: number };

export type Picker = {
  /** Lets a point be chosen, with the pin where one was chosen before; null: no longer. */
  pick(wish: { at: Picked | null; colour: string } | null): void;
  /** Whether a click is a choice of a point now. */
  isPicking(): boolean;
};

export function pickerOn(map: MapLibreMap, chosen: (at: Picked) => void): Picker {
  let picking = false;
  let pin: Marker | null = null;
  const choose = ({ lng, lat }: { lng: number; lat: number }): void => chosen({ longitude: lng, latitude: lat });
  const clicked = (event: MapMouseEvent): void => {
    if (picking) choose(event.lngLat);
  };
  map.on('click', clicked);

  const place = (at: Picked, colour: string): void => {
    if (!pin) {
      pin = new Marker({ draggable: true, color: colour, className: styles.pin ?? '' });
      pin.getElement().dataset.testid = 'pin';
      const dragged = pin;
      pin.on('dragend', () => choose(dragged.getLngLat()));
      pin.setLngLat([at.longitude, at.latitude]).addTo(map);
    } else pin.setLngLat([at.longitude, at.latitude]);
  };

  return {
    isPicking: () => picking,
    pick: (wish) => {
      picking = wish !== null;
      map.getCanvas().style.cursor = picking ? 'crosshair' : '';
      if (wish?.at) place(wish.at, wish.colour);
      else {
        pin?.remove();
        pin = null;
      }
    },
  };
}
