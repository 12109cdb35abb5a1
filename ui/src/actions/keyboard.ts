// Keys to actions.

import { createKeybindingsHandler } from 'tinykeys';
import { place } from '../desk/place';
import { isComposing, isField } from '../shared/composing';
import type { DeskAction } from './action';
import { ACTIONS } from './registry';

/** Binds the keys of all actions; returns how to stop. */
export function bindKeys(target: Window): () => void {
  const handled = new WeakSet<Event>();
  const bindings: Record<string, (event: KeyboardEvent) => void> = {};
  const held = new Map<string, () => void>();
  // `g 1` before `1`: the longer way to a key has the first word.
  const keyed = ACTIONS.flatMap((action) => action.keys.map((key) => ({ key, action })));
  for (const { key, action } of keyed.sort((a, b) => b.key.split(' ').length - a.key.split(' ').length)) {
    bindings[asWritten(key)] = (event) => {
      if (handled.has(event) || !mayFire(action, event)) return;
      handled.add(event);
      event.preventDefault();
      if (action.release) held.set(event.code, action.release);
      action.run();
    };
  }
  const press = createKeybindingsHandler(bindings);
  const listener = (event: KeyboardEvent): void => {
    // Not even the first half of `g 1`: while an input method composes, keys belong to it.
    if (!isComposing(event)) press(event);
  };
  const letGo = (event: KeyboardEvent): void => {
    held.get(event.code)?.();
    held.delete(event.code);
  };
  // A page that loses the keyboard does not hear of a key that goes up.
  const letAllGo = (): void => {
    for (const release of held.values()) release();
    held.clear();
  };
  target.addEventListener('keydown', listener);
  target.addEventListener('keyup', letGo);
  target.addEventListener('blur', letAllGo);
  return () => {
    target.removeEventListener('keydown', listener);
    target.removeEventListener('keyup', letGo);
    target.removeEventListener('blur', letAllGo);
  };
}

function mayFire(action: DeskAction, event: KeyboardEvent): boolean {
  if (event.repeat && action.group !== 'map' && action.id !== 'next' && action.id !== 'previous') return false;
  const typing = isField(event.target);
  const isChord = action.keys.some((key) => key.startsWith('$mod'));
  if (typing && !action.whileTyping && !(isChord && (event.ctrlKey || event.metaKey))) return false;
  if (!event.ctrlKey && !event.metaKey && answersItself(event)) return false;
  if (place.get().overlay !== 'none' && !action.overOverlays) return false;
  return action.can?.() ?? true;
}

/** A button that has the focus answers Enter and Space, a box Space: that is no word to a group. */
function answersItself({ key, target }: KeyboardEvent): boolean {
  if (key !== 'Enter' && key !== ' ') return false;
  return target instanceof HTMLButtonElement || (key === ' ' && target instanceof HTMLInputElement);
}

/** An object lists keys that look like numbers first, whatever the order they came in; `(1)` does not. */
function asWritten(key: string): string {
  return key.replace(/^\d$/, '($&)');
}

const NAMES: Record<string, string> = {
  $mod: 'Ctrl',
  Equal: '+',
  Minus: '−',
  Escape: 'Esc',
  Shift: '⇧',
  Alt: 'Alt',
  Backspace: '⌫',
  Delete: 'Del',
  Enter: '↵',
  Space: '␣',
};

/** A key as it is printed: `$mod+k` as `Ctrl K`. */
export function printKey(key: string): string {
  return key
    .split(' ')
    .map((press) =>
      press
        .split('+')
        // A letter is printed large anyhow; a sign needs Shift by itself.
        .filter((part) => part !== 'Shift' || /\+[a-z]$/i.test(press))
        .map((part) => NAMES[part] ?? part.toUpperCase())
        .join(' '),
    )
    .join(' ');
}
