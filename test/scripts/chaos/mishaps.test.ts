import { expect, test } from 'vitest';
import { drawMishaps, type Plan, tell } from '../../../scripts/chaos/mishaps.ts';

const plan: Plan = { servers: 2, workers: 3, pauseMs: [300, 1700], shortMs: [300, 3000] };
function draw(seed: number, count: number) {
  const mishaps = drawMishaps(seed, plan);
  return Array.from({ length: count }, () => mishaps.next().value);
}

test('a seed tells the same mishaps again, and another one others', () => {
  expect(draw(7, 200)).toEqual(draw(7, 200));
  expect(draw(7, 200)).not.toEqual(draw(8, 200));
});

test('of each kind there is one in sixteen, and first of all a worker that is held for dead', () => {
  for (let seed = 0; seed < 20; seed++) {
    const [first, ...others] = draw(seed, 16);
    expect(first!.mishap).toMatchObject({ kind: 'freeze', half: 'worker' });
    expect(first!.mishap).toHaveProperty(
      'ms',
      expect.toSatisfy((ms: number) => ms > 15_000),
    );
    const kinds = others
      .map(({ mishap }) =>
        tell(mishap)
          .replace(/\d.*|,.*/g, '')
          .trim(),
      )
      .sort();
    expect(kinds).toEqual([
      'Postgres is killed',
      'server',
      'server',
      'server',
      'the ledger is failing for',
      'the ledger is killed and gone for',
      'the ledger is stalled for',
      'the shop is failing for',
      'the shop is killed and gone for',
      'the shop is stalled for',
      ...Array.from({ length: 5 }, () => 'worker'),
    ]);
  }
});

test('no mishap is meant for who is not there', () => {
  for (const { afterMs, mishap } of draw(1, 2000)) {
    expect(afterMs).toBeGreaterThanOrEqual(300);
    expect(afterMs).toBeLessThanOrEqual(1700);
    if ('index' in mishap) expect(mishap.index).toBeLessThan(mishap.half === 'server' ? 2 : 3);
  }
});
