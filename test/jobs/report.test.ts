/** The job `report`: what it counts, on real rows, and what its documents look like to those who read them. */
import { execFile, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pdfmake from 'pdfmake';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newUuid, timeOf, toId } from '../../src/contract/ids.ts';
import { Problem } from '../../src/contract/problems.ts';
import { firstIdAt } from '../../src/database/partitions.ts';
import { publishEvents } from '../../src/events/publish.ts';
import type { JobContext, JobInput } from '../../src/jobs/context.ts';
import { checkReport } from '../../src/jobs/handlers/report/check.ts';
import type { Contents } from '../../src/jobs/handlers/report/contents.ts';
import { renderCsv } from '../../src/jobs/handlers/report/csv.ts';
import { deliveryActivity } from '../../src/jobs/handlers/report/delivery-activity.ts';
import { renderHtml } from '../../src/jobs/handlers/report/html.ts';
import { showMoney, toDecimal } from '../../src/jobs/handlers/report/money.ts';
import { renderPdf } from '../../src/jobs/handlers/report/pdf.ts';
import { nameOf, periodsOf } from '../../src/jobs/handlers/report/periods.ts';
import { sales } from '../../src/jobs/handlers/report/sales.ts';
import { report } from '../../src/jobs/handlers/report.ts';
import { REPORT_DOCUMENT_ROWS, REPORT_PERIODS } from '../../src/limits.ts';
import { createTestDatabase } from '../fixtures/database.ts';
import { insertDelivery, insertEndpoint } from '../fixtures/deliveries.ts';

type Input = JobInput<'report'>;

const database = await createTestDatabase();
const { sql } = database;
let tenant: string;

beforeAll(async () => {
  // Reports are of times that have no partition of their own here.
  for (const table of ['events', 'deliveries', 'attempts'])
    await sql.unsafe(`create table ${table}_of_other_days partition of ${table} default`);
});
beforeEach(() => {
  tenant = randomUUID();
});

const asked = (input: Partial<Input> = {}): Input => ({
  report_type: 'delivery_activity',
  format: 'csv',
  from: '2026-11-02T00:00:00Z',
  to: '2026-11-09T00:00:00Z',
  ...input,
});

/** Runs the job. `written` are the files that it stored. */
async function run(input: Partial<Input>, signal = new AbortController().signal) {
  const written: Buffer[] = [];
  const progress: number[] = [];
  const writeResult = async (bytes: Uint8Array, media_type: string) => {
    written.push(Buffer.from(bytes));
    return { path: '', media_type, size: bytes.byteLength, sha256: Buffer.alloc(32) };
  };
  const context = { input: asked(input), tenantId: tenant, database, files: { writeResult }, signal };
  const running = report({
    ...context,
    progress: (done: number) => progress.push(done),
  } as never as JobContext<'report'>);
  return { output: await running, written, progress, text: written[0]!.toString() };
}

function read(input: Partial<Input>): Promise<Contents> {
  const { from, to, group_by: grouping = 'day', report_type } = asked(input);
  const starts = periodsOf({ from, to, group_by: grouping });
  return (report_type === 'sales' ? sales : deliveryActivity)({
    sql,
    tenantId: tenant,
    ids: [firstIdAt(new Date(from)), firstIdAt(new Date(to))],
    periodIds: starts.map(firstIdAt),
    periods: starts.map((start) => nameOf(start, grouping)),
    grouping,
    signal: new AbortController().signal,
  });
}

/** A new id, as if made at another time. */
const idAt = (at: string) => firstIdAt(new Date(at)).slice(0, 13) + newUuid().slice(13);

interface Delivered {
  endpoint: string;
  at?: string;
  state?: 'delivered' | 'dead' | 'pending';
  /** Durations of its attempts; those that were interrupted are negative. */
  ms?: number[];
}
async function deliver({ endpoint, at = '2026-11-04T12:00:00Z', state = 'delivered', ms = [] }: Delivered) {
  const event = await insertDelivery(sql, tenant, endpoint);
  const id = idAt(at);
  await sql`
    update deliveries set event_id = ${id}, ended_at = ${state === 'pending' ? null : at},
      dead_reason = ${state === 'dead' ? 'client_error' : null}
    where event_id = ${event}`;
  for (const duration of ms)
    await sql`
      insert into attempts (event_id, endpoint_id, id, round, n, error_code, ms, superseded)
      values (${id}, ${endpoint}, ${newUuid()}, 0, 1, ${duration < 0 ? 'interrupted' : null}, ${Math.abs(duration)}, false)`;
}

interface Order {
  id: string;
  type?: 'order.created' | 'order.paid';
  amount?: number;
  currency?: string;
  at?: string;
}
async function order({ id, type = 'order.paid', amount = 100, currency = 'EUR', at = '2026-11-04T12:00:00Z' }: Order) {
  const data = { order_id: id, currency, total_amount: amount };
  await sql.begin((tx) => publishEvents(tx, [{ tenantId: tenant, type, subject: id, correlationId: 'c', data }]));
  await sql`
    update events set id = ${idAt(at)}
    where (tenant_id, subject, sequence) = (select tenant_id, subject, last from subject_counters
      where tenant_id = ${tenant} and subject = ${id})`;
}

const lines = (csv: string) => csv.trimEnd().split('\r\n').slice(1);

describe('what is asked', () => {
  test('a range that does not begin before it ends is refused, at /to', () => {
    const from = '2026-11-02T00:00:00Z';
    for (const to of [from, '2026-11-01T00:00:00Z', '2026-11-02T01:00:00+01:00'])
      expect(checkReport(asked({ from, to }))).toMatchObject([{ pointer: '/to', code: 'too_small' }]);
    // A time that is none must not get as far as a statement.
    expect(checkReport(asked({ from, to: '2026-13-02T00:00:00Z' }))).toHaveLength(1);
    expect(checkReport(asked({ from, to: '2026-11-02T00:00:00.001Z' }))).toEqual([]);
  });

  test('ten thousand years by day are refused, in no time; the most periods that there may be are not', () => {
    const began = performance.now();
    const tooLong = asked({ from: '0000-01-01T00:00:00Z', to: '9999-12-31T23:59:59Z' });
    expect(checkReport(tooLong)).toMatchObject([{ pointer: '/to', code: 'too_big' }]);
    expect(performance.now() - began).toBeLessThan(100);
    const from = new Date('2026-01-01T00:00:00Z');
    const to = new Date(from.getTime() + REPORT_PERIODS * 86_400_000);
    expect(checkReport(asked({ from: from.toISOString(), to: to.toISOString() }))).toEqual([]);
    to.setUTCMilliseconds(1);
    expect(checkReport(asked({ from: from.toISOString(), to: to.toISOString() }))).toHaveLength(1);
  });

  test('the job refuses for good what nobody has checked', async () => {
    const running = run({ to: '2026-11-01T00:00:00Z' });
    await expect(running).rejects.toThrow(Problem);
    await expect(running).rejects.toMatchObject({ kind: 'invalid-body', detail: expect.stringContaining('/to') });
  });
});

describe('periods', () => {
  const names = (from: string, to: string, group_by: 'day' | 'week' | 'month') =>
    periodsOf({ from, to, group_by }).map((start) => nameOf(start, group_by));

  test('weeks begin on Monday, and the first may begin in the year before', () => {
    expect(names('2026-12-31T00:00:00Z', '2027-01-04T00:00:00.001Z', 'week')).toEqual(['2026-W53', '2027-W01']);
    expect(names('2025-12-28T23:59:59.999Z', '2025-12-29T00:00:00.001Z', 'week')).toEqual(['2025-W52', '2026-W01']);
    expect(names('2026-11-15T00:00:00Z', '2026-11-16T00:00:00Z', 'week')).toEqual(['2026-W46']);
  });
  test('months and days are those of UTC, whatever the offset that was given', () => {
    expect(names('2026-11-01T00:30:00+02:00', '2027-01-01T00:00:00Z', 'month')).toEqual([
      '2026-10',
      '2026-11',
      '2026-12',
    ]);
    expect(names('2028-02-28T12:00:00Z', '2028-03-01T00:00:00Z', 'day')).toEqual(['2028-02-28', '2028-02-29']);
  });
  test('the first century has its own years', () => {
    expect(names('0050-01-31T00:00:00Z', '0050-02-02T00:00:00Z', 'month')).toEqual(['0050-01', '0050-02']);
  });
});

describe('delivery activity', () => {
  test('counts by endpoint what became of deliveries, and adds up', async () => {
    const [busy, quiet] = [
      await insertEndpoint(sql, tenant, 'https://busy.example/'),
      await insertEndpoint(sql, tenant, 'https://quiet.example/'),
    ];
    for (const state of ['delivered', 'delivered', 'dead', 'pending'] as const)
      await deliver({ endpoint: busy, state, ms: [10, 30] });
    await deliver({ endpoint: quiet, state: 'pending' });
    const { output, text } = await run({});
    expect(text.split('\r\n')[0]).toBe(
      'endpoint_id,url,deliveries,delivered,dead,pending,attempts,success_rate,p50_ms,p95_ms',
    );
    expect(lines(text)).toEqual([
      `${toId('ep', busy)},https://busy.example/,4,2,1,1,8,0.6667,10,30`,
      `${toId('ep', quiet)},https://quiet.example/,1,0,0,1,0,,,`,
    ]);
    expect(output.details).toEqual({
      report_type: 'delivery_activity',
      media_type: 'text/csv',
      size: text.length,
      row_count: 2,
    });
    const { figures } = await read({});
    expect(Object.fromEntries(figures)).toMatchObject({
      Deliveries: '5',
      Delivered: '2',
      Dead: '1',
      Pending: '2',
      'Success rate': '66.6 %',
      Attempts: '8',
    });
  });

  test('the range begins with `from` and ends before `to`; periods in which nothing happened are there', async () => {
    const endpoint = await insertEndpoint(sql, tenant);
    await deliver({ endpoint, at: '2026-11-01T23:59:59.999Z' });
    await deliver({ endpoint, at: '2026-11-02T00:00:00.000Z' });
    await deliver({ endpoint, at: '2026-11-08T23:59:59.999Z', state: 'dead' });
    await deliver({ endpoint, at: '2026-11-09T00:00:00.000Z' });
    const { panels, periods, rows } = await read({});
    expect(periods).toEqual([2, 3, 4, 5, 6, 7, 8].map((day) => `2026-11-0${day}`));
    expect(Object.fromEntries(panels[0]!.series.map(({ name, values }) => [name, values]))).toEqual({
      Delivered: [1, 0, 0, 0, 0, 0, 0],
      Dead: [0, 0, 0, 0, 0, 0, 1],
      Pending: [0, 0, 0, 0, 0, 0, 0],
    });
    expect(rows).toMatchObject([{ deliveries: 2 }]);
  });

  test('an endpoint that is gone is called deleted, and told from others by its id', async () => {
    const endpoint = await insertEndpoint(sql, tenant);
    await deliver({ endpoint });
    await sql`delete from endpoints where id = ${endpoint}`;
    expect(lines((await run({})).text)).toEqual([expect.stringContaining(`${toId('ep', endpoint)},deleted,1,1,`)]);
    expect((await run({ format: 'html' })).text).toContain(`deleted (${toId('ep', endpoint)})`);
  });

  test('an interrupted attempt counts, but its duration does not', async () => {
    const endpoint = await insertEndpoint(sql, tenant);
    await deliver({ endpoint, ms: [20, -9000, -9000] });
    const { rows } = await read({});
    expect(rows).toMatchObject([{ attempts: 3, p50_ms: 20, p95_ms: 20 }]);
  });

  test('a success rate is never rounded up to all', async () => {
    const endpoint = await insertEndpoint(sql, tenant);
    await sql`
      insert into deliveries (event_id, endpoint_id, tenant_id, ended_at, dead_reason)
      select overlay(uuidv7()::text placing ${idAt('2026-11-04T12:00:00Z').slice(0, 13)} from 1)::uuid, ${endpoint}, ${tenant}, now(),
        case when n = 1 then 'expired' end
      from generate_series(1, 5000) n`;
    const { figures } = await read({});
    expect(Object.fromEntries(figures)).toMatchObject({ Deliveries: '5,000', 'Success rate': '99.9 %' });
  });
});

describe('sales', () => {
  const report_type = 'sales';

  test('an order counts once, by what was told of it last', async () => {
    await order({ id: 'a', type: 'order.created', amount: 500 });
    await order({ id: 'a', type: 'order.created', amount: 700, at: '2026-11-05T12:00:00Z' });
    await order({ id: 'a', amount: 700, at: '2026-11-05T13:00:00Z' });
    // The clocks of those who publish differ; the sequence does not.
    await order({ id: 'a', amount: 650, at: '2026-11-05T09:00:00Z' });
    await order({ id: 'b', type: 'order.created', amount: 100 });
    expect(lines((await run({ report_type })).text)).toEqual(['2026-11-04,EUR,1,0,0.00', '2026-11-05,EUR,1,1,6.50']);
  });

  test('what is told outside of the range changes nothing in it', async () => {
    await order({ id: 'a', amount: 100 });
    await order({ id: 'a', amount: 900, at: '2026-11-09T00:00:00Z' });
    expect(lines((await run({ report_type })).text)).toEqual(['2026-11-04,EUR,0,1,1.00']);
  });

  test('Sunday ends a week and Monday begins one', async () => {
    await order({ id: 'a', at: '2026-11-08T23:59:59.999Z' });
    await order({ id: 'b', at: '2026-11-09T00:00:00.000Z' });
    await order({ id: 'c', at: '2026-11-30T23:59:59.999Z' });
    const csv = (group_by: 'week' | 'month') => run({ report_type, group_by, to: '2026-12-01T00:00:00Z' });
    expect(lines((await csv('week')).text)).toEqual(
      ['2026-W45', '2026-W46', '2026-W49'].map((week) => `${week},EUR,0,1,1.00`),
    );
    expect(lines((await csv('month')).text)).toEqual(['2026-11,EUR,0,3,3.00']);
  });

  test('amounts have the decimals of their currency by ISO 4217, and sums are exact', async () => {
    const most = Number.MAX_SAFE_INTEGER;
    for (const [id, currency] of ['EUR', 'HUF', 'JPY', 'KWD'].entries()) {
      await order({ id: `${id} 1`, currency, amount: most });
      await order({ id: `${id} 2`, currency, amount: 2 });
    }
    expect(lines((await run({ report_type })).text)).toEqual([
      '2026-11-04,EUR,0,2,90071992547409.93',
      '2026-11-04,HUF,0,2,90071992547409.93',
      '2026-11-04,JPY,0,2,9007199254740993',
      '2026-11-04,KWD,0,2,9007199254740.993',
    ]);
    expect(Object.fromEntries((await read({ report_type })).figures)['Revenue in EUR']).toBe(
      'EUR\u00a090,071,992,547,409.93',
    );
    expect(toDecimal('5', 'EUR')).toBe('0.05');
    expect(showMoney('1234567.5', 'CLF')).toBe('CLF\u00a01,234,567.5000');
  });

  test('each currency has a chart of its own; those left out are named by their number', async () => {
    for (const [count, currency] of ['CHF', 'EUR', 'USD', 'GBP'].entries())
      for (let n = 0; n <= count; n++) await order({ id: `${currency} ${n}`, currency });
    const { panels, notes } = await read({ report_type });
    expect(panels.map(({ series }) => series.map(({ name }) => name))).toEqual([['GBP'], ['USD'], ['EUR']]);
    expect(panels[0]!.series[0]!.values).toEqual([0, 0, 4, 0, 0, 0, 0]);
    expect(notes.join()).toContain('3 of 4 currencies');
  });
});

test("another tenant's rows never appear", async () => {
  const endpoint = await insertEndpoint(sql, tenant, 'https://first.example/');
  await deliver({ endpoint, ms: [5] });
  await order({ id: 'a' });
  tenant = randomUUID();
  for (const report_type of ['delivery_activity', 'sales'] as const) {
    const { text, output } = await run({ report_type });
    expect(lines(text)).toEqual([]);
    expect(output.details.row_count).toBe(0);
  }
  const { figures, panels } = await read({});
  expect(Object.fromEntries(figures)).toMatchObject({ Deliveries: '0', Attempts: '0' });
  expect(panels[0]!.series.flatMap(({ values }) => values).every((value) => value === 0)).toBe(true);
  // Were a delivery to name an endpoint of somebody else, its URL would still be theirs.
  await deliver({ endpoint });
  expect(lines((await run({})).text)).toEqual([expect.stringContaining(',deleted,1,')]);
});

describe('cancel', () => {
  test('ends the statement in the database', async () => {
    const abort = new AbortController();
    await sql.begin(async (holder) => {
      await holder`lock table deliveries in access exclusive mode`;
      const running = run({}, abort.signal);
      const waiting = () => sql`select 1 from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query like '%width_bucket%'`;
      while ((await waiting()).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      abort.abort();
      await expect(running).rejects.toThrow(/user request/);
      expect(await waiting()).toEqual([]);
    });
  });

  test.each([0.1, 0.5])('at %s of the work stops it there, and leaves no file', async (at) => {
    const abort = new AbortController();
    const written: unknown[] = [];
    const context = {
      input: asked(),
      tenantId: tenant,
      database,
      files: { writeResult: async (bytes: Uint8Array) => void written.push(bytes) },
      signal: abort.signal,
      progress: (done: number) => done === at && abort.abort(),
    };
    await sql.begin(async (holder) => {
      // Who goes on to the database now waits there for too long.
      if (at < 0.5) await holder`lock table deliveries in access exclusive mode`;
      await expect(report(context as never)).rejects.toThrow(/operation was aborted/);
    });
    expect(written).toEqual([]);
  });

  test('progress only grows, and ends before the file is stored', async () => {
    const { progress } = await run({ format: 'html' });
    expect(progress.length).toBeGreaterThan(2);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
  });
});

const HEAD = { range: '2026-11-02 00:00 to 2026-11-09 00:00 UTC', madeAt: new Date('2026-11-22T08:00:00Z') };
const made = (urls: string[]): Contents => ({
  title: 'Delivery activity',
  figures: [['Deliveries', '20,000']],
  panels: [{ title: 'Deliveries by day', series: [{ name: 'Delivered', color: '#0072b2', values: [3, 0] }] }],
  periods: ['2026-11-02', '2026-11-03'],
  columns: [
    { name: 'url', title: 'Endpoint', text: 'long' },
    { name: 'deliveries', title: 'Deliveries of it' },
  ],
  rows: urls.map((url, index) => ({ url, deliveries: index })),
  notes: [],
});

describe('CSV', () => {
  test('no cell is a formula to a spreadsheet, and none breaks out of its place', () => {
    const cells = ['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)', '\tx', 'a,b\r\n"c"'];
    const csv = renderCsv(made(cells)).toString();
    expect(csv).toBe(
      [
        'url,deliveries',
        `"'=HYPERLINK(""x"")",0`,
        "'+1,1",
        "'-1,2",
        "'@SUM(A1),3",
        "'\tx,4",
        '"a,b\r\n""c""",5',
        '',
      ].join('\r\n'),
    );
  });

  test('has all rows; documents have the first, and say so', async () => {
    const contents = made(Array.from({ length: REPORT_DOCUMENT_ROWS + 1 }, (_, n) => `https://e${n}.example/`));
    expect(lines(renderCsv(contents).toString())).toHaveLength(REPORT_DOCUMENT_ROWS + 1);
    const page = renderHtml(contents, HEAD).toString();
    expect(page.match(/https:\/\/e/g)).toHaveLength(REPORT_DOCUMENT_ROWS);
    expect(page).toContain('the first 1,000 of 1,001 rows');
  });
});

describe('HTML', () => {
  test('shows hostile text as text, and fetches and runs nothing', async () => {
    const endpoint = await insertEndpoint(
      sql,
      tenant,
      `https://x.example/"'><script>alert(1)</script><img src=y onerror=z>`,
    );
    await deliver({ endpoint });
    const { text } = await run({ format: 'html' });
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=y');
    expect(text).not.toMatch(/<(script|img|link|iframe|object)/);
    expect(text).not.toMatch(/<[^>]*\s(on\w+|src|href)=/);
    expect(text).not.toMatch(/url\(|@import/);
  });

  test('an order or a currency that is hostile has no way in', async () => {
    await order({ id: '<script>alert(1)</script>' });
    await expect(order({ id: 'a', currency: '<b>' })).rejects.toThrow(/currency/);
    expect((await run({ report_type: 'sales', format: 'html' })).text).not.toContain('<script');
  });

  test('holds the chart: a bar for each period that has something', async () => {
    const page = renderHtml(made([]), HEAD).toString();
    expect(page.match(/<svg/g)).toHaveLength(1);
    expect(page).toMatch(/<path[^>]*fill="#0072b2"/);
    expect(page).toContain('>2026-11-03</text>');
    expect(page).not.toContain('NaN');
    expect(page).toContain('Nothing happened in this range.');
  });
});

const hasPoppler = ['pdftotext', 'pdfinfo', 'pdfimages'].every((tool) => !spawnSync(tool, ['-v']).error);
describe('PDF', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'waybill-report-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function poppler(pdf: Uint8Array, tool: string, ...options: string[]): Promise<string> {
    const path = join(folder, 'report.pdf');
    await writeFile(path, pdf);
    const { stdout } = await promisify(execFile)(tool, [...options, path, ...(tool === 'pdftotext' ? ['-'] : [])]);
    return stdout;
  }

  test.skipIf(!hasPoppler)(
    'says what it is of; the head of its table is on every page (read with poppler)',
    async () => {
      const pdf = await renderPdf(made(Array.from({ length: 100 }, (_, n) => `https://e${n}.example/`)), HEAD);
      expect(await poppler(pdf, 'pdfinfo')).toMatch(/Title: +Delivery activity, 2026-11-02/);
      const pages = (await poppler(pdf, 'pdftotext', '-layout')).split('\f').slice(0, -1);
      expect(pages.length).toBeGreaterThan(2);
      for (const text of [HEAD.range, 'Made at 2026-11-22T08:00:00.000Z', '20,000', 'Deliveries by day'])
        expect(pages[0]).toContain(text);
      for (const [index, page] of pages.entries()) {
        expect(page).toMatch(/Endpoint +Deliveries of it/);
        expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
      }
      expect(pages.at(-1)).toContain('https://e99.example/');
    },
  );

  test.skipIf(!hasPoppler)('its chart is drawn in vectors, with its text (read with poppler)', async () => {
    const pdf = await renderPdf(made([]), HEAD);
    expect((await poppler(pdf, 'pdfimages', '-list')).trim().split('\n')).toHaveLength(2); // the head of the list
    expect(await poppler(pdf, 'pdftotext')).toContain('2026-11-03');
  });

  test.skipIf(!hasPoppler)('nothing that is long leaves the page (read with poppler)', async () => {
    const pdf = await renderPdf(made([`https://x.example/${'a'.repeat(2000)}`]), HEAD);
    const words = [...(await poppler(pdf, 'pdftotext', '-bbox')).matchAll(/xMax="([\d.]+)"[^>]*>([^<]+)</g)];
    expect(words.map(([, , word]) => word!.replaceAll(/[^a]/g, '')).join('').length).toBeGreaterThan(2000);
    expect(Math.max(...words.map(([, xMax]) => Number(xMax)))).toBeLessThan(842 - 30);
  });

  test('neither the network nor other files can be drawn on', async () => {
    const draw = (image: string) => pdfmake.createPdf({ images: { image }, content: [{ image: 'image' }] }).getBuffer();
    await expect(draw('/etc/hostname')).rejects.toThrow(/access policy/i);
    await expect(draw('http://127.0.0.1:1/y.png')).rejects.toThrow(/access policy/i);
  });

  test('any text can stand in it', async () => {
    const texts = ['例え/フック', 'العربية', '😀👩‍👩‍👧', '\u0000\u0007\ud800', 'é\u0301', ''];
    const pdf = await renderPdf(made(texts), HEAD);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.subarray(-6).toString()).toContain('%%EOF');
  });
});

test('to import all handlers is to load nothing that draws', async () => {
  const registry = new URL('../../src/jobs/registry.ts', import.meta.url).href;
  const script = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
    await import('${registry}');
    console.log(JSON.stringify(loaded.filter((url) => /echarts|zrender|pdfmake|pdfkit/.test(url))));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  expect(JSON.parse(stdout)).toEqual([]);
});

test('an id that is made for a test tells its time', () => {
  expect(timeOf(idAt('2026-11-04T12:00:00Z')).toISOString()).toBe('2026-11-04T12:00:00.000Z');
});
