// Every word that a user sees is a key here.

import { createInstance } from 'i18next';
import action from './zh-CN/action.json';
import failure from './zh-CN/failure.json';
import grid from './zh-CN/grid.json';
import map from './zh-CN/map.json';
import order from './zh-CN/order.json';
import shell from './zh-CN/shell.json';

export const zhCN = { action, failure, grid, map, order, shell };

const words = createInstance();
void words.init({
  lng: 'zh-CN',
  fallbackLng: 'zh-CN',
  resources: { 'zh-CN': { translation: zhCN } },
  initAsync: false,
  interpolation: { escapeValue: false },
  returnNull: false,
});

/** The words of a key, with what they speak of. */
export function t(key: string, values?: Record<string, string | number>): string {
  return words.t(key, values ?? {});
}

/** The words of a key if there are any. */
export function known(key: string, values?: Record<string, string | number>): string | null {
  return words.exists(key) ? t(key, values) : null;
}
