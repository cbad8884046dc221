import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../scripts/bench/figures.ts';
import { renderReport } from '../../../scripts/bench/report.ts';

const answer: Answer = {
  measured: [
    { what: 'Waybill', unit: 'calls/s', rounds: [10, 40, 20], beside: { 'p99 ms': [6, 7, 8] }, onDisk: 'all <of> it' },
    { what: 'a peer', unit: 'calls/s', rounds: [5, 5, 5] },
    { what: 'its memory', unit: 'MiB', rounds: [123, 124, 125] },
  ],
  unmeasured: [{ what: 'Redis', why: 'there is none' }],
  targets: [
    { name: 'met', compared: 'ours & theirs', unit: '×', value: 4, rounds: [2, 8, 4], atLeast: 3 },
    { name: 'met too', compared: 'a', unit: '×', value: 3, rounds: [3], atLeast: 3 },
    { name: 'missed', compared: 'b', unit: '×', value: 0.5, rounds: [0.5], atLeast: 0.75 },
    { name: 'slow', compared: 'c', unit: 'ms', value: 16.04, rounds: [16.04], aimAtMost: 15 },
    { name: 'told', compared: 'd', unit: '×', value: 1.25, rounds: [1.25] },
    { name: 'unknown', compared: 'e', unit: '×', value: null, rounds: [], atLeast: 3, why: 'there is none' },
  ],
};
const question = { name: 'accept', title: 'Accepting work', meaning: 'How fast.' };
const page = renderReport({
  facts: [['Cores', '2 × one']],
  asked: [{ question, answer, seconds: 12.4 }],
  at: new Date('2026-11-22T12:00:00Z'),
});
const rows = [...page.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) =>
  row!
    .replaceAll(/<[^>]+>/g, '|')
    .replaceAll(/\|+/g, '|')
    .slice(1, -1),
);

describe('the report of the bench', () => {
  test('has each figure with its median, its rounds, and what is on disk, as text', () => {
    expect(rows).toContain('Waybill|20|calls/s|7|10 · 40 · 20|all &lt;of&gt; it');
    expect(rows).toContain('its memory|124|MiB|123 · 124 · 125');
    expect(page).toContain('Not measured: Redis: there is none.');
  });

  test('has each target with its bound and its verdict, and what is compared with what', () => {
    expect(rows).toContain('met|ours &amp; theirs|4.00 ×|≥ 3|met|2.00 · 8.00 · 4.00');
    expect(rows).toContain('missed|b|0.50 ×|≥ 0.75|MISSED|0.50');
    expect(rows).toContain('slow|c|16 ms|aim: ≤ 15 ms|above its aim|16');
    expect(rows).toContain('told|d|1.25 ×|reported|1.25');
    expect(rows).toContain('unknown|e|–|≥ 3|not measured: there is none');
    expect(page).toContain('1 of 3 bounds are missed.');
  });

  test('has what was asked, how to ask it again, and the machine', () => {
    for (const text of ['Accepting work', 'How fast.', 'npm run bench -- accept', '12 s', 'Cores', '2 × one'])
      expect(page).toContain(text);
  });

  test('plots every unit, each round as a point and each bound as a line', () => {
    const plots = page.split('<svg').slice(1);
    expect(plots).toHaveLength(3); // calls/s, MiB, and the ratios
    const points = (svg: string) => svg.split('fill="#1d5fa8"').length - 1;
    expect(plots.map(points)).toEqual([6, 3, 6]);
    expect(plots.map((svg) => svg.split('fill="#b3261e"').length - 1)).toEqual([0, 0, 3]);
  });

  test('has no script and asks for nothing from elsewhere', () => {
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(|\ssrc=|\shref="http/);
  });
});
