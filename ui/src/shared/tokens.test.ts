import { describe, expect, it } from 'vitest';
import { themes } from './tokens';

/** WCAG 2.2, 1.4.3. */
const LEAST = 4.5;
/** Two neighbouring areas of one ramp. */
const APART = 1.25;

const SURFACES = ['surface0', 'surface1', 'surface2', 'surface3', 'accentPale'] as const;
const INKS = [
  'text',
  'textQuiet',
  'textFaint',
  'accent',
  'done',
  'accepted',
  'underWay',
  'waiting',
  'overdue',
] as const;
/** Words that lie on a ground of their own. */
const PAIRS = [
  ['done', 'donePale'],
  ['underWay', 'underWayPale'],
  ['waiting', 'waitingPale'],
  ['overdue', 'overduePale'],
  ['textQuiet', 'overduePale'],
  ['textQuiet', 'waitingPale'],
  ['onAccent', 'accentSolid'],
  ['onAccent', 'accentSolidHover'],
  ['onDrill', 'drill'],
  ['mapLabel', 'mapHalo'],
  ['mapLabelQuiet', 'mapHalo'],
  ['mapRoadText', 'mapLand'],
  ['mapWaterText', 'mapWater'],
] as const;

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

describe.each(['dark', 'light'] as const)('the %s theme', (name) => {
  const tokens = themes[name];
  const pairs = [...SURFACES.flatMap((surface) => INKS.map((ink) => [ink, surface] as const)), ...PAIRS];

  it('has steps that can be told apart, and from the land', () => {
    const ramp = [tokens.mapLand, tokens.mapRamp1, tokens.mapRamp2, tokens.mapRamp3, tokens.mapRamp4, tokens.mapRamp5];
    const lack = [tokens.mapLand, tokens.mapLack1, tokens.mapLack2, tokens.mapLack3, tokens.mapLack4];
    for (const steps of [ramp, lack]) {
      for (const [at, colour] of steps.slice(1).entries()) {
        expect(contrast(colour, steps[at] ?? colour)).toBeGreaterThanOrEqual(APART);
      }
    }
  });

  it.each(pairs)('can be read: %s on %s', (ink, ground) => {
    expect(contrast(tokens[ink], tokens[ground])).toBeGreaterThanOrEqual(LEAST);
  });
});
