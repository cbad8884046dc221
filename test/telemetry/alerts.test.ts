/** The alerts that are shipped go off when they should, and ask for nothing that is not offered. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Facts } from '../../src/telemetry/facts.ts';
import { createMetrics } from '../../src/telemetry/metrics.ts';

const FOLDER = 'deploy/prometheus';
const promtool = (...args: string[]) => spawnSync('promtool', args, { cwd: FOLDER, encoding: 'utf8' });
const hasPromtool = promtool('--version').status === 0;

interface Rules {
  groups: { rules: { alert: string; expr: string }[] }[];
}
const rules = (parse(readFileSync(`${FOLDER}/alerts.yml`, 'utf8')) as Rules).groups.flatMap((group) => group.rules);

test('every metric that an alert asks for is one that a process offers', async () => {
  const text = await createMetrics().show(async () => ({}) as Facts);
  const offered = new Set([...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name));
  const asked = rules.flatMap(({ expr }) => expr.match(/\bwaybill_[a-z_]+/g) ?? []);
  expect(asked.length).toBeGreaterThan(rules.length - 1);
  const isOffered = (name: string) => offered.has(name) || offered.has(name.replace(/_(bucket|count|sum)$/, ''));
  expect(asked.filter((name) => !isOffered(name))).toEqual([]);
});

test('every metric that a process offers is named to who runs it', async () => {
  const text = await createMetrics().show(async () => ({}) as Facts);
  const named = readFileSync('deploy/README.md', 'utf8');
  const offered = [...text.matchAll(/^# TYPE waybill_(\w+)/gm)].map(([, name]) => name);
  expect(offered.filter((name) => !named.includes(`\`${name}\``))).toEqual([]);
});

test('every alert has a case in which it goes off', () => {
  const { tests } = parse(readFileSync(`${FOLDER}/alerts.test.yml`, 'utf8')) as { tests: { name: string }[] };
  const ofAlerts = tests.map(({ name }) => name).filter((name) => !name.includes(', '));
  expect(ofAlerts).toEqual(['all is well', ...rules.map(({ alert }) => alert)]);
});

test.skipIf(!hasPromtool)('promtool finds the rules well formed, and each of them going off (needs promtool)', () => {
  for (const args of [
    ['check', 'rules', 'alerts.yml'],
    ['test', 'rules', 'alerts.test.yml'],
  ]) {
    const { status, stdout, stderr } = promtool(...args);
    expect(status, stdout + stderr).toBe(0);
  }
});
