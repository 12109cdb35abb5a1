import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { zhCN } from './words';

const SOURCE = join(import.meta.dirname, '..');
/** The phone's page has words of its own. */
const ELSEWHERE = ['field', 'wire'];

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return ELSEWHERE.includes(entry.name) ? [] : filesIn(join(folder, entry.name));
    return /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.') ? [join(folder, entry.name)] : [];
  });
}

function at(key: string): unknown {
  return key.split('.').reduce<unknown>((here, part) => {
    return typeof here === 'object' && here !== null ? (here as Record<string, unknown>)[part] : undefined;
  }, zhCN);
}

const sources = filesIn(SOURCE).map((file) => readFileSync(file, 'utf8'));
const found = (pattern: RegExp): string[] =>
  sources.flatMap((text) => [...text.matchAll(pattern)].map((hit) => hit[1] ?? ''));

describe('every word that a user sees', () => {
  it('is there in Chinese', () => {
    const keys = found(/'((?:action|failure|grid|map|order|shell)\.[\w.-]+)'/g);
    expect(keys.length).toBeGreaterThan(100);
    expect(keys.filter((key) => typeof at(key) !== 'string')).toEqual([]);
  });

  it('is there for every key that is made from a value', () => {
    const stems = found(/`((?:action|failure|grid|map|order|shell)(?:\.[\w-]+)*)\.\$\{/g);
    expect(stems.length).toBeGreaterThan(10);
    expect(stems.filter((stem) => typeof at(stem) !== 'object')).toEqual([]);
  });

  it('is a key, never a word in the source', () => {
    const words = sources.flatMap((text) =>
      text
        .split('\n')
        .filter((line) => !/^\s*(\/\/|\*|\/\*)/.test(line))
        .filter(
          (line) =>
            />[^<>{}]*\p{Script=Han}[^<>{}]*</u.test(line) ||
            /(title|label|placeholder)="[^"]*\p{Script=Han}/u.test(line),
        ),
    );
    expect(words).toEqual([]);
  });
});
