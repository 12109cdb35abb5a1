import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as field from '../field/words';
import { isSpoken } from './spoken';
import { en, zhCN } from './words';

const SOURCE = join(import.meta.dirname, '..');
/** The phone's page has words of its own. */
const ELSEWHERE = ['field', 'wire'];
/** Names and figures that are the same in both languages. */
const SAME = [
  'editing.did',
  'editing.area.m',
  'editing.area.km',
  'five.ramp',
  'five.share',
  'map.datum',
  'map.scale',
  'map.hover.figure',
  'review.behind',
];

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return ELSEWHERE.includes(entry.name) ? [] : filesIn(join(folder, entry.name));
    return /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.') ? [join(folder, entry.name)] : [];
  });
}

type Tree = { [key: string]: string | Tree };

/** All keys with their words. */
function flat(tree: Tree, above = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[above + key, value]] : flat(value, `${above}${key}.`),
  );
}

const texts = (files: string[]): string[] => files.map((file) => readFileSync(file, 'utf8'));
const sources = texts(filesIn(SOURCE));
const found = (pattern: RegExp): string[] =>
  sources.flatMap((text) => [...text.matchAll(pattern)].map((hit) => hit[1] ?? ''));
const keys = found(
  /'((?:action|alarm|amend|attachment|basemap|drill|duty|editing|eyes|failure|findings|five|gateway|grid|import|incident|intake|map|network|order|phone|radio|recording|review|recheck|robot|scheme|sheet|shell|shown|tables|talk|whistle)\.[\w.-]+)'/g,
);
const stems = found(
  /`((?:action|alarm|amend|attachment|basemap|drill|duty|editing|eyes|failure|findings|five|gateway|grid|import|incident|intake|map|network|order|phone|radio|recording|review|recheck|robot|scheme|sheet|shell|shown|tables|talk|whistle)(?:\.[\w-]+)*)\.\$\{/g,
);
const chinese = new Map(flat(zhCN));
const english = new Map(flat(en));
/** What words speak of: `{{count}}` here, `{count}` on the phone. */
const spokenOf = (words = ''): string[] => [...words.matchAll(/\{\{?(\w+)\}?\}/g)].map((hit) => hit[1] ?? '').sort();

describe('every word that a user sees', () => {
  it('is there in both languages', () => {
    expect(keys.length).toBeGreaterThan(100);
    expect(keys.filter((key) => !chinese.has(key) && !isSpoken(key))).toEqual([]);
    expect([...chinese.keys()].filter((key) => !english.has(key))).toEqual([]);
    expect([...english.keys()].filter((key) => !chinese.has(key))).toEqual([]);
  });

  it('is there for every key that is made from a value', () => {
    const all = [...chinese.keys()];
    expect(stems.length).toBeGreaterThan(10);
    expect(stems.filter((stem) => !all.some((key) => key.startsWith(`${stem}.`)))).toEqual([]);
  });

  it('is used', () => {
    const used = new Set(keys);
    const unused = [...chinese.keys()].filter(
      (key) => !used.has(key) && !stems.some((stem) => key.startsWith(`${stem}.`)),
    );
    expect(unused).toEqual([]);
  });

  it('differs between the languages', () => {
    expect([...chinese].filter(([key, words]) => english.get(key) === words).map(([key]) => key)).toEqual(SAME);
    expect([...english].filter(([key, words]) => /\p{Script=Han}/u.test(words) && key !== 'shell.language')).toEqual(
      [],
    );
  });

  it('speaks of the same things in both', () => {
    const uneven = [...chinese].filter(([key, words]) => {
      return spokenOf(words).join() !== spokenOf(english.get(key)).join();
    });
    expect(uneven.map(([key]) => key)).toEqual([]);
  });

  it('is a key, never a word in the source', () => {
    const words = sources.flatMap((text) =>
      text
        .split('\n')
        .filter((line) => !/^\s*(\/\/|\*|\/\*)/.test(line))
        .filter(
          (line) =>
            />[^<>{}]*\p{Script=Han}[^<>{}]*</u.test(line) ||
            /(title|label|placeholder)="[^"]*[\p{Script=Han}\p{Script=Latin}]/u.test(line),
        ),
    );
    expect(words).toEqual([]);
  });
});

describe('every failure', () => {
  it('that only the page knows has words and advice; all others are in the table', () => {
    const made = found(/code: '([a-z_.]+)'/g);
    expect(made).toContain('link.lost');
    const ours = (code: string) => chinese.has(`failure.says.${code}`) && chinese.has(`failure.advice.${code}`);
    expect(made.filter((code) => ours(code) === isSpoken(code))).toEqual([]);
  });

  it('is told in one place: by the table, or by the page alone', () => {
    const twice = [...chinese.keys()].filter((key) => isSpoken(key.replace(/^failure\.(says|advice)\./, '')));
    expect(twice).toEqual([]);
  });
});

describe('every word on the phone', () => {
  const page = texts(
    readdirSync(join(SOURCE, 'field'))
      .filter((name) => /\.tsx?$/.test(name) && name !== 'words.ts')
      .map((name) => join(SOURCE, 'field', name)),
  ).join('\n');
  const words = Object.entries(field.zhCN) as [field.Word, string][];

  it('differs between the languages and speaks of the same things', () => {
    expect(words.filter(([key, word]) => field.en[key] === word)).toEqual([]);
    expect(words.filter(([key, word]) => spokenOf(word).join() !== spokenOf(field.en[key]).join())).toEqual([]);
  });

  it('begins and ends with itself: what stands between sentences is for the page', () => {
    const loose = words.flatMap(([key, word]) => [word, field.en[key]].filter((one) => one !== one.trim()));
    expect(loose).toEqual([]);
  });

  it('is used', () => {
    const stems = [...page.matchAll(/`([\w.]+\.)\$\{/g)].map((hit) => hit[1] ?? '');
    const unused = words.filter(([key]) => !page.includes(`'${key}'`) && !stems.some((stem) => key.startsWith(stem)));
    expect(unused.map(([key]) => key)).toEqual([]);
  });
});
