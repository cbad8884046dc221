import { describe, expect, test } from 'vitest';
import { BOUNDS } from '../../../scripts/bench/bounds.ts';
import { median, percentile, ratioOf, type Target, takeTurns, verdictOf } from '../../../scripts/bench/figures.ts';

const measured = (...rounds: number[]) => ({ what: 'a thing', unit: 'calls/s', rounds });
const target = (given: Partial<Target>): Target => ({
  name: 'a target',
  compared: '',
  unit: '×',
  value: 1,
  rounds: [1],
  ...given,
});

describe('figures', () => {
  test('a median is the middle one, of an even number the mean of the middle two, whatever their order', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([10, 1, 2, 4])).toBe(3);
    expect(median([7])).toBe(7);
  });

  test('a percentile is one of the values, the highest one at 100', () => {
    const values = Array.from({ length: 200 }, (_, n) => 200 - n);
    expect(percentile(values, 99)).toBe(199);
    expect(percentile(values, 100)).toBe(200);
  });

  test('no figure is made of nothing', () => {
    expect(() => median([])).toThrow('Nothing was measured');
  });

  test('a ratio is that of the medians, and not the median of ratios', () => {
    const { value, rounds } = ratioOf(measured(10, 20, 30), measured(5, 100, 16), { name: 'r', compared: '' });
    expect(value).toBe(1.25);
    expect(rounds).toEqual([2, 0.2, 1.875]);
  });

  test('what could not be measured has no value, and says why', () => {
    const ratio = ratioOf(
      measured(1),
      { what: 'Redis', why: 'there is none' },
      { name: 'r', compared: '', atLeast: 3 },
    );
    expect(ratio).toMatchObject({ value: null, why: 'there is none' });
    expect(verdictOf(ratio)).toBe('not measured');
  });

  test('what is exactly at its minimum is met, and what is below is missed', () => {
    expect(verdictOf(target({ value: 0.6, atLeast: 0.6 }))).toBe('met');
    expect(verdictOf(target({ value: 0.5999, atLeast: 0.6 }))).toBe('MISSED');
  });

  test('what is above its aim is told, and is no miss', () => {
    expect(verdictOf(target({ value: 15, aimAtMost: 15 }))).toBe('met');
    expect(verdictOf(target({ value: 16, aimAtMost: 15 }))).toBe('above its aim');
    expect(verdictOf(target({ value: 16 }))).toBe('reported');
  });

  test('rounds take turns, every other one in the opposite order, and the first is not counted', async () => {
    const seen: string[] = [];
    const figures = await takeTurns(['a', 'b'], { rounds: 2 }, async (kind, { isWarmUp }) => {
      seen.push(isWarmUp ? kind.toUpperCase() : kind);
      return seen.length;
    });
    expect(seen).toEqual(['B', 'A', 'a', 'b', 'b', 'a']);
    expect(figures).toEqual({ a: [3, 6], b: [4, 5] });
  });

  test('no minimum has been loosened', () => {
    const least = Object.values(BOUNDS).map((bound) => ('atLeast' in bound ? bound.atLeast : bound.aimAtMost));
    expect(least).toEqual([0.6, 0.75, 0.55, 2.5, 3, 0.6, 0.8, 0.8, 0.8, 15]);
  });
});
