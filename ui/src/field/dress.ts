// Light where the system is light, dark where it is dark.

import { wear } from '../shared/tokens';

const light = window.matchMedia('(prefers-color-scheme: light)');

export function dressAsTheSystem(): void {
  const dress = (): void => wear(light.matches ? 'light' : 'dark');
  light.addEventListener('change', dress);
  dress();
}
