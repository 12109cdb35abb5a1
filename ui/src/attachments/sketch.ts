// A drawing on the map in words.

import type { Sketch } from '../bridge/wire/Sketch';
import { t } from '../i18n/words';
import { figure } from '../shared/format';

/** What it is called, or what it is where it has no name. */
export function sketchWords({ name, shape }: Sketch): string {
  return name === '' ? shapeWords(shape) : name;
}

/** What is drawn. */
export function shapeWords(shape: Sketch['shape']): string {
  if (shape.shape === 'circle') return t('attachment.shape.circle', { metres: figure(shape.metres) });
  return t(`attachment.shape.${shape.shape}`);
}
