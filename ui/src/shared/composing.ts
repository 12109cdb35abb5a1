import type { KeyboardEvent } from 'react';

/** Whether an input method holds the key. Safari ends the composition before it reports its Enter, as key 229. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.nativeEvent.isComposing || event.keyCode === 229;
}
