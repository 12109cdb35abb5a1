// Keys that belong to an input method: while it composes they choose words, and are no command of ours.

type Press = { isComposing: boolean; keyCode: number };

/**
 * Whether an input method holds the key; a native event or React's. WebKit ends the composition before it reports
 * its Enter, as key 229.
 */
export function isComposing(event: Press | { nativeEvent: Press }): boolean {
  const { isComposing, keyCode } = 'nativeEvent' in event ? event.nativeEvent : event;
  return isComposing || keyCode === 229;
}

/** Whether somebody sends a field of one line: an Enter that no input method holds. */
export function isSending(event: { key: string; nativeEvent: Press }): boolean {
  return event.key === 'Enter' && !isComposing(event);
}

/** For a form's `onKeyDown`: an Enter that an input method holds submits nothing. */
export function keepEnter(event: { key: string; nativeEvent: Press; preventDefault(): void }): void {
  if (event.key === 'Enter' && isComposing(event)) event.preventDefault();
}

/** Whether keys typed there are text. */
export function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}
