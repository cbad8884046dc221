/** Lists of requests: what the filters keep, pages that neither shift nor repeat, and what has expired. */
import { beforeAll, describe, expect, test } from 'vitest';
import { toId, toUuid } from '../../src/contract/ids.ts';
import type { Sql } from '../../src/database/connect.ts';
import { firstIdAt } from '../../src/database/partitions.ts';
import { REMEMBERED_DAYS, RETENTION_DAYS } from '../../src/limits.ts';
import { asFirstTenant, makeImage, type Service, startService, upload } from '../fixtures/service.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
let service: Service;
let sql: Sql;
let tenantId: string;
let upload_id: string;
beforeAll(async () => {
  service = await startService({ works: false });
  sql = service.database.sql;
  tenantId = (await sql`select id from tenants`)[0]!.id;
  upload_id = await upload(service, await makeImage());
});

/** Ids of one millisecond each: within one they come in any order. */
let clock = Date.now();
const nextId = () => firstIdAt(new Date(clock++)).replace('0000-0000', '7000-8000');

async function insert({ id = nextId(), state = null as string | null, job = 'image-process', correlation = 'c' } = {}) {
  const error = state === 'failed' ? '{"type":"http://w/problems/job-timeout","title":"t","status":504}' : null;
  await sql`
    insert into requests (id, tenant_id, job, input, correlation_id, state, error, progress, version, attempts, ended_at)
    values (${id}, ${tenantId}, ${job}, '{}', ${correlation}, ${state}, ${error}::jsonb, 1, 3, 1,
      ${state && new Date().toISOString()})`;
  if (!state) await sql`insert into request_queue (request_id) values (${id})`;
  return toId('req', id);
}
const list = async (query: object = {}) => {
  const { data, error } = await service.client.GET('/v1/requests', { params: { query } });
  if (!data) throw new Error(JSON.stringify(error));
  return data;
};
const ids = async (query: object) => (await list(query)).data.map(({ request_id }) => request_id);

test('each filter keeps what it names, newest first, and they narrow each other', async () => {
  const correlation_id = 'filters';
  const correlation = correlation_id;
  const succeeded = await insert({ state: 'succeeded', correlation });
  const failed = await insert({ state: 'failed', correlation });
  const queued = await insert({ correlation });
  const other = await insert({ job: 'another-job', correlation });
  const processing = await insert({ correlation });
  await sql`update request_queue set status = 'processing' where request_id = ${toUuid(processing)}`;
  await insert({ state: 'succeeded', correlation: 'elsewhere' });

  expect(await ids({ correlation_id })).toEqual([processing, other, queued, failed, succeeded]);
  expect(await ids({ correlation_id, status: 'succeeded' })).toEqual([succeeded]);
  expect(await ids({ correlation_id, status: 'failed' })).toEqual([failed]);
  expect(await ids({ correlation_id, status: 'queued' })).toEqual([other, queued]);
  expect(await ids({ correlation_id, status: 'processing' })).toEqual([processing]);
  expect(await ids({ correlation_id, status: 'canceled' })).toEqual([]);
  expect(await ids({ correlation_id, status: 'queued', type: 'another-job' })).toEqual([other]);
});

test('since and until are times of creation, the first kept and the second not', async () => {
  const at = (ms: number) => firstIdAt(new Date(Date.now() - ms)).replace('0000-0000', '7001-8000');
  const correlation = 'times';
  const made = [at(3000), at(2000), at(1000)];
  for (const id of made) await insert({ id, correlation });
  const time = (id: string) => new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toISOString();
  expect(await ids({ correlation_id: 'times', since: time(made[1]!) })).toEqual(
    [made[2]!, made[1]!].map((id) => toId('req', id)),
  );
  expect(await ids({ correlation_id: 'times', since: time(made[0]!), until: time(made[1]!) })).toEqual([
    toId('req', made[0]!),
  ]);
});

test('pages neither repeat nor lose what was there, while others are added', async () => {
  const correlation = 'pages';
  const there: string[] = [];
  for (let n = 0; n < 25; n++) there.push(await insert({ correlation }));
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ correlation_id: 'pages', limit: 7, ...(cursor ? { cursor } : {}) });
    seen.push(...page.data.map(({ request_id }) => request_id));
    cursor = page.next_cursor ?? undefined;
    await insert({ correlation });
  } while (cursor);
  expect(seen).toEqual(there.reverse());
});

test('a cursor that this list did not give is 400', async () => {
  for (const cursor of ['abc', 'ZXBfMDFrOXczbjJiNWc4cjRzN3QwdjN3Nng5eTE', Buffer.from('%').toString('base64url')]) {
    const { response } = await service.client.GET('/v1/requests', { params: { query: { cursor } } });
    expect(response.status).toBe(400);
  }
});

describe('what has expired', () => {
  const aged = (days: number) => firstIdAt(new Date(Date.now() - days * DAY_MS)).replace('0000-0000', '7000-8000');
  const status = async (path: string, method = 'GET') =>
    (await fetch(service.url + path, { method, headers: asFirstTenant })).status;

  test.each([
    ['a request', 'GET', (id: string) => `/v1/requests/${toId('req', id)}`],
    ['a stream', 'GET', (id: string) => `/v1/requests/${toId('req', id)}/stream`],
    ['a cancel', 'POST', (id: string) => `/v1/requests/${toId('req', id)}/cancel`],
    ['a result', 'GET', (id: string) => `/v1/results/${toId('res', id)}`],
  ] as const)('%s is 410 for a while, then 404', async (_, method, path) => {
    expect(await status(path(aged(1)), method)).toBe(404); // there never was one
    expect(await status(path(aged(RETENTION_DAYS + 0.001)), method)).toBe(410);
    expect(await status(path(aged(REMEMBERED_DAYS - 0.01)), method)).toBe(410);
    expect(await status(path(aged(REMEMBERED_DAYS + 0.01)), method)).toBe(404);
  });

  test('is gone to the minute, though its partition is dropped by the day', async () => {
    const id = aged(RETENTION_DAYS + 0.0001);
    const day = new Date(Date.now() - RETENTION_DAYS * DAY_MS - 60_000);
    for (const table of ['requests', 'files'])
      await sql.unsafe(`create table ${table}_old partition of ${table}
        for values from ('${firstIdAt(day)}') to ('${firstIdAt(new Date(day.getTime() + 120_000))}')`);
    await insert({ id, state: 'succeeded', correlation: 'old' });
    await sql`insert into files (id, kind, tenant_id, media_type, size, sha256, path)
      values (${id}, 'upload', ${tenantId}, 'image/jpeg', 1, '', 'x')`;
    expect(await status(`/v1/requests/${toId('req', id)}`)).toBe(410);
    expect(await ids({ correlation_id: 'old' })).toEqual([]);
    const { response, error } = await service.client.POST('/v1/images:process', {
      body: { upload_id: toId('upl', id), operations: [{ rotate: 90 }] },
    });
    expect(response.status).toBe(422);
    expect(error!.errors).toMatchObject([{ pointer: '/upload_id' }]);
  });
});

test('a request in the making can be listed by its upload being there', async () => {
  await service.client.POST('/v1/images:process', {
    params: { header: { 'X-Correlation-Id': 'real' } },
    body: { upload_id, operations: [{ rotate: 90 }] },
  });
  expect((await list({ correlation_id: 'real' })).data).toMatchObject([{ status: 'queued', type: 'image-process' }]);
});
