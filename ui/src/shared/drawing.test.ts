import { describe, expect, it } from 'vitest';
import { atFirst, ENOUGH, measured, verdict } from './drawing';

const frames = (milliseconds: number, count = ENOUGH): number[] => Array.from({ length: count }, () => milliseconds);

describe('how much the map draws', () => {
  it('is said by the middle frame, once there are enough', () => {
    expect(verdict(frames(170, ENOUGH - 1))).toBeNull();
    expect(verdict(frames(170))).toBe('light');
    expect(verdict(frames(16))).toBe('full');
    expect(verdict(frames(40))).toBeNull();
  });

  it('is not changed by a hitch', () => {
    expect(verdict([...frames(16), 3000, 900, 400])).toBe('full');
  });

  it('becomes light where frames are slow, and does not go back by itself', () => {
    const full = atFirst(null, null);
    expect(full).toEqual({ wish: 'auto', profile: 'full' });
    const light = measured(full, frames(170));
    expect(light.profile).toBe('light');
    expect(measured(light, frames(16))).toBe(light);
    expect(measured(full, frames(40))).toBe(full);
  });

  it('begins as it was measured the last time', () => {
    expect(atFirst(null, 'light').profile).toBe('light');
    expect(atFirst('auto', 'full').profile).toBe('full');
    expect(atFirst('nonsense', 'nonsense')).toEqual({ wish: 'auto', profile: 'full' });
  });

  it('is what the person says, whatever was measured', () => {
    expect(atFirst('full', 'light').profile).toBe('full');
    expect(atFirst('light', 'full').profile).toBe('light');
    expect(measured(atFirst('full', null), frames(170)).profile).toBe('full');
  });
});
