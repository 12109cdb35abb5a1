import { expect, test } from 'vitest';
import { LEAST, STEPS, Steps } from './steps';

test('a way that is full is shown less at once, and step by step', () => {
  const steps = new Steps();
  expect(steps.step(0)).toBe(STEPS[0]);
  steps.behind(100);
  expect(steps.step(100)).toBe(STEPS[1]);
  steps.behind(1_000);
  expect(steps.step(1_000)).toBe(STEPS[1]);
  steps.behind(2_200);
  expect(steps.step(2_200)).toBe(LEAST);
  steps.behind(9_000);
  expect(steps.step(9_000)).toBe(LEAST);
});

test('where all goes well for a while more is shown again', () => {
  const steps = new Steps();
  steps.behind(0);
  expect(steps.step(14_000)).toBe(STEPS[1]);
  expect(steps.step(15_000)).toBe(STEPS[0]);
});

test('where more was too much it is tried less often', () => {
  const steps = new Steps();
  steps.behind(0);
  expect(steps.step(15_000)).toBe(STEPS[0]);
  steps.behind(20_000);
  expect(steps.step(36_000)).toBe(STEPS[1]);
  expect(steps.step(50_000)).toBe(STEPS[0]);
});
