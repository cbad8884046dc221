/** The compatibility gate as a command: what it says, what may be allowed, and what a release freezes. */
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkCompatibility } from '../../scripts/check-compatibility.ts';

const CHANGELOG = `# Changelog

All notable changes.

## Unreleased

### Added
- Something.

## 0.1.0 - 2026-01-01

### Added
- Everything.
`;
const REPORT = 'jobs/report.yaml';
const PLACE = 'POST /v1/reports → request body /format';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'waybill-released-'));
  await cp('specs', join(root, 'specs'), { recursive: true });
  const config = await readFile('redocly.yaml', 'utf8');
  await writeFile(join(root, 'redocly.yaml'), config.replace('./scripts', `${process.cwd()}/scripts`));
  await writeFile(join(root, 'CHANGELOG.md'), CHANGELOG);
});
afterEach(() => rm(root, { recursive: true }));

async function check(...args: string[]): Promise<{ status: number; out: string }> {
  const lines: string[] = [];
  const status = await checkCompatibility(root, args, (line: string) => lines.push(line));
  return { status, out: lines.join('\n') };
}

async function edit(file: string, from: string | RegExp, to: string): Promise<void> {
  const path = join(root, file);
  const before = await readFile(path, 'utf8');
  const after = before.replace(from, () => to);
  expect(after, `${file} has no ${from}`).not.toBe(before);
  await writeFile(path, after);
}
const dropFormat = () => edit(`specs/${REPORT}`, 'enum: [pdf, csv, html]', 'enum: [pdf, html]');
const changelog = () => readFile(join(root, 'CHANGELOG.md'), 'utf8');
const released = async (name: string) => JSON.parse(await readFile(join(root, `specs/released/${name}.json`), 'utf8'));

test('the command ends with the status', async () => {
  const script = join(process.cwd(), 'scripts/check-compatibility.ts');
  const status = (...args: string[]) => spawnSync(process.execPath, [script, ...args], { cwd: root }).status;
  expect(status()).toBe(0);
  await dropFormat();
  expect(status()).toBe(1);
  expect(status('--allow', PLACE)).toBe(2);
});

describe('what is found', () => {
  test('is nothing where nothing has changed', async () => {
    expect(await check()).toEqual({ status: 0, out: 'nothing breaks what was released.' });
  });

  test('is told with place, change, who breaks and what to do instead', async () => {
    await dropFormat();
    const { status, out } = await check();
    expect(status).toBe(1);
    expect(out).toMatch(
      /^[0-9a-f]{10} {2}POST \/v1\/reports → request body \/format\n {2}what {6}can be `csv` no longer\n {2}breaks {4}callers of createReport\n {2}instead {3}keep taking what was taken.*\n\n1 change breaks what was released\./,
    );
  });

  test('is a released event version of which one character has changed', async () => {
    await edit('specs/events/order.paid.v1.yaml', 'const: order.paid', 'pattern: "^order.paid$"');
    // The generator refuses that; a limit it does not.
    expect((await check()).status).not.toBe(0);
    await edit('specs/events/order.paid.v1.yaml', 'pattern: "^order.paid$"', 'const: order.paid');
    await edit('specs/events/order.paid.v1.yaml', 'maxLength: 255', 'maxLength: 254');
    const { status, out } = await check();
    expect(status).toBe(1);
    expect(out).toMatch(
      /event order\.paid v1\n {2}what {6}is frozen, and its schema has changed; .* 254 characters now/,
    );
  });

  test('is not that a version is deprecated', async () => {
    await edit('specs/events/order.paid.v1.yaml', /^ {2}type: object\n/m, '  deprecated: true\n  type: object\n');
    expect((await check()).status).toBe(0);
  });
});

describe('an allowance', () => {
  test('needs a reason', async () => {
    await dropFormat();
    for (const reason of [[], ['--reason', ' ']]) {
      const { status, out } = await check('--allow', PLACE, ...reason);
      expect(status).toBe(2);
      expect(out).toContain('--allow needs a --reason');
    }
    expect(await changelog()).toBe(CHANGELOG);
  });

  test('stands in the CHANGELOG with id and reason, and lets the change pass', async () => {
    await dropFormat();
    const id = (await check()).out.slice(0, 10);
    const allowed = await check('--allow', PLACE, '--reason', 'Nobody asked for it; it cost $& a year');
    expect(allowed).toMatchObject({
      status: 0,
      out: 'nothing breaks what was released, but 1 change that CHANGELOG.md allows.',
    });
    expect(await changelog()).toBe(
      CHANGELOG.replace(
        '## Unreleased\n\n',
        () =>
          `## Unreleased\n\n### Breaking\n- \`${PLACE}\` can be \`csv\` no longer. Reason: Nobody asked for it; it cost $& a year. (allowed: \`${id}\`)\n\n`,
      ),
    );
    expect((await check()).status).toBe(0);
  });

  test('by id counts for this change and no other at the same place', async () => {
    await dropFormat();
    const id = (await check()).out.slice(0, 10);
    expect((await check('--allow', id, '--reason', 'Nobody asked for it.')).status).toBe(0);
    await edit(`specs/${REPORT}`, 'enum: [pdf, html]', 'enum: [pdf]');
    await edit(`specs/${REPORT}`, 'format: html', 'format: pdf');
    const { status, out } = await check();
    expect(status).toBe(1);
    expect(out).toContain('can be `csv` or `html` no longer');
    expect(out).toContain('allows what does not break any more');
  });

  test('that is given twice stands there once, and a second one below the same heading', async () => {
    await dropFormat();
    await check('--allow', PLACE, '--reason', 'One.');
    await check('--allow', PLACE, '--reason', 'One again.');
    await edit(`specs/${REPORT}`, 'enum: [day, week, month]', 'enum: [day, month]');
    expect((await check('--allow', 'POST /v1/reports → request body /group_by', '--reason', 'Two.')).status).toBe(0);
    const text = await changelog();
    expect(text.match(/^- .*allowed/gm)).toHaveLength(2);
    expect(text.match(/### Breaking/g)).toHaveLength(1);
    expect(text).not.toContain('One again');
  });

  test('may be broken into several lines by hand, but not robbed of its reason', async () => {
    await dropFormat();
    await check('--allow', PLACE, '--reason', 'Nobody asked for it.');
    const whole = await changelog();
    await writeFile(join(root, 'CHANGELOG.md'), whole.replace(' Reason: ', '\n  Reason: '));
    expect((await check()).status).toBe(0);
    await writeFile(join(root, 'CHANGELOG.md'), whole.replace('Nobody asked for it.', ''));
    expect((await check()).status).toBe(1);
  });

  test('makes the section where there is none', async () => {
    await writeFile(join(root, 'CHANGELOG.md'), '# Changelog\n\nAll notable changes.\n\n## 0.1.0 - 2026-01-01\n');
    await dropFormat();
    expect((await check('--allow', PLACE, '--reason', 'Why not.')).status).toBe(0);
    expect(await changelog()).toMatch(
      /^# Changelog\n\nAll notable changes\.\n\n## Unreleased\n\n### Breaking\n- .*\n\n## 0\.1\.0/,
    );
  });

  test('of a release that is over counts no more', async () => {
    await dropFormat();
    await check('--allow', PLACE, '--reason', 'Why not.');
    await edit('CHANGELOG.md', '## Unreleased', '## Unreleased\n\n## 0.2.0 - 2026-02-02');
    expect((await check()).status).toBe(1);
  });

  test('that nothing needs any more is told and fails', async () => {
    await dropFormat();
    await check('--allow', PLACE, '--reason', 'Nobody asked for it.');
    await edit(`specs/${REPORT}`, 'enum: [pdf, html]', 'enum: [pdf, csv, html]');
    const { status, out } = await check();
    expect(status).toBe(1);
    expect(out).toContain(
      'CHANGELOG.md allows what does not break any more; take the line away:\n  - `POST /v1/reports',
    );
  });

  test('of what is not found is refused, as are options that nobody knows', async () => {
    for (const args of [
      ['--allow', 'nowhere', '--reason', 'x'],
      ['--allways'],
      ['--reason', 'x'],
      ['--release', 'next'],
      ['more'],
    ]) {
      const { status, out } = await check(...args);
      expect(status, args.join(' ')).toBe(2);
      expect(out).toContain('usage: check-compatibility');
    }
    expect(await changelog()).toBe(CHANGELOG);
  });
});

describe('a release', () => {
  test('is refused while something breaks that nobody has allowed', async () => {
    await dropFormat();
    const before = await released('openapi');
    expect((await check('--release', '0.2.0')).status).toBe(1);
    expect(await released('openapi')).toEqual(before);
    expect(await changelog()).toBe(CHANGELOG);
  });

  test('freezes the contract, dates its section, and ends what was allowed for it', async () => {
    await dropFormat();
    await check('--allow', PLACE, '--reason', 'Nobody asked for it.');
    const { status, out } = await check('--release', '0.2.0');
    expect(status).toBe(0);
    expect(out).toContain('0.2.0');
    expect((await released('openapi')).components.schemas.ReportInput.properties.format.enum).toEqual(['pdf', 'html']);
    expect(await changelog()).toMatch(/\n## Unreleased\n\n## 0\.2\.0 - \d{4}-\d\d-\d\d\n\n### Breaking\n- /);
    expect(await check()).toMatchObject({ status: 0, out: 'nothing breaks what was released.' });
    expect((await check('--release', '0.2.0')).status).toBe(2);
  });

  test('gives new event versions their hash, and leaves the others', async () => {
    const before = await released('event-versions');
    const v1 = await readFile(join(root, 'specs/events/order.paid.v1.yaml'), 'utf8');
    await writeFile(
      join(root, 'specs/events/order.paid.v2.yaml'),
      v1
        .replaceAll('OrderPaidV1', 'OrderPaidV2')
        .replace('event_version: { type: integer, const: 1 }', 'event_version: { type: integer, const: 2 }')
        .replace('x-event-version: 1', 'x-event-version: 2')
        .replace('event_version: 1\n', 'event_version: 2\n'),
    );
    await edit(
      'specs/asyncapi.yaml',
      '      order.paid.v1: {',
      '      order.paid.v2: { $ref: events/order.paid.v2.yaml#/message }\n      order.paid.v1: {',
    );
    await edit(
      'specs/asyncapi.yaml',
      '      - $ref: "#/channels/webhooks/messages/order.paid.v1"',
      '      - $ref: "#/channels/webhooks/messages/order.paid.v2"\n      - $ref: "#/channels/webhooks/messages/order.paid.v1"',
    );
    expect(await check()).toMatchObject({ status: 0 });
    expect((await check('--release', '0.2.0')).status).toBe(0);
    const { 'order.paid': paid, ...others } = await released('event-versions');
    expect(paid).toEqual({ ...before['order.paid'], 2: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(others).toEqual(Object.fromEntries(Object.entries(before).filter(([name]) => name !== 'order.paid')));
  });
});
