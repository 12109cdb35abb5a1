// A button that works as long as it is held, by mouse, pen or finger.

import type { PointerEvent } from 'react';

/** What such a button listens to: `press` when it goes down, `release` when it comes up, wherever the pointer is by then. */
export const held = (press: () => void, release: () => void) => ({
  onPointerDown: (event: PointerEvent<HTMLElement>): void => {
    // A pointer that slides off is still held.
    event.currentTarget.setPointerCapture(event.pointerId);
    press();
  },
  onPointerUp: release,
  onPointerCancel: release,
  onLostPointerCapture: release,
});
