// Where the phone is, asked once and only when somebody taps; nothing follows anybody.

/** How long a phone may look for itself, in milliseconds. */
const PATIENCE = 15_000;

export type Here = { longitude: number; latitude: number; metres: number };

/** The position, or null where the phone has none or may not tell it. */
export function here(): Promise<Here | null> {
  return new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve(null);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const { longitude, latitude, accuracy } = coords;
        resolve({ longitude, latitude, metres: Math.max(1, Math.round(accuracy)) });
      },
      () => resolve(null),
      { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: 0 },
    );
  });
}
