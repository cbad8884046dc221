/** How many calls a server works on at once: what it refuses, what it takes, and who is not counted. */
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { newUuid, toId } from '../../src/contract/ids.ts';
import { mount } from '../../src/contract/mount.ts';
import { createPlaces } from '../../src/contract/places.ts';
import { BURST_MS, CALL_MS, CALLS_AT_WORK, CALLS_IN_BURST, TURN_MS, WARY_MS } from '../../src/limits.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { createTelemetry } from '../../src/telemetry/observe.ts';
import { asFirstTenant, type Service, startService } from '../fixtures/service.ts';

// What is held back on purpose is not to end before this machine has come to look.
vi.mock('../../src/limits.ts', async (original) => {
  const limits = await original<typeof import('../../src/limits.ts')>();
  return { ...limits, CALL_MS: 60_000, STATEMENT_MS: 60_000, SILENT_MS: 90_000 };
});

describe('places', () => {
  afterEach(() => void vi.useRealTimers());
  /** Works until it is told to end. */
  function occupy(places: ReturnType<typeof createPlaces>) {
    const { promise, resolve: end } = Promise.withResolvers<string>();
    return { done: places.workIn(() => promise), end: () => end('done') };
  }
  const never = () => new Promise<never>(() => {});
  /** There was no place, and now they are all free. */
  async function afterBurst() {
    let now = 0;
    const places = createPlaces(() => now);
    const burst = Array.from({ length: CALLS_IN_BURST }, () => occupy(places));
    expect(places.isFull()).toBe(true);
    for (const { end } of burst) end();
    await Promise.all(burst.map(({ done }) => done));
    return {
      places,
      pass(ms: number) {
        now += ms;
      },
    };
  }

  test('a burst is taken in, a queue that stands is not, and who waited is served all the same', async () => {
    let now = 0;
    const places = createPlaces(() => now);
    const fill = (count: number) =>
      Array.from({ length: count }, () => {
        expect(places.isFull()).toBe(false);
        return occupy(places);
      });
    const burst = fill(CALLS_IN_BURST);
    expect(places.isFull()).toBe(true);
    now += BURST_MS + 1;
    // It drains, and is still a queue that stands.
    for (const { end } of burst.slice(0, -CALLS_AT_WORK)) end();
    await Promise.all(burst.slice(0, -CALLS_AT_WORK).map(({ done }) => done));
    expect(places.isFull()).toBe(true);
    burst.at(-1)!.end();
    await burst.at(-1)!.done;
    const next = fill(1);
    expect(places.isFull()).toBe(true);
    for (const { end } of [...burst, ...next]) end();
    expect(new Set(await Promise.all([...burst, ...next].map(({ done }) => done)))).toEqual(new Set(['done']));
    // It has drained, and is not trusted yet: who were refused come again all at once.
    fill(CALLS_AT_WORK).map(({ end }) => end());
    await setImmediate();
    fill(CALLS_AT_WORK);
    expect(places.isFull()).toBe(true);
  });

  test('when there was room for a while, the next burst is one', async () => {
    const { places, pass } = await afterBurst();
    pass(WARY_MS);
    for (let n = 0; n < CALLS_AT_WORK * 2; n++) {
      expect(places.isFull()).toBe(false);
      occupy(places);
    }
  });

  test('while it refuses, a long turn of the event loop takes no more; the next one does', async () => {
    const { places, pass } = await afterBurst();
    expect(places.isFull()).toBe(false);
    pass(TURN_MS + 1);
    expect(places.isFull()).toBe(true);
    await setImmediate();
    expect(places.isFull()).toBe(false);
    pass(TURN_MS + 1);
    expect(places.isFull()).toBe(true);
    pass(BURST_MS); // since there was no place: long turns do not keep it refusing
    expect(places.isFull()).toBe(false);
  });

  test('work that hangs is given up after its time, and keeps its place', async () => {
    vi.useFakeTimers();
    const places = createPlaces();
    const hanging = Array.from({ length: CALLS_IN_BURST }, () => places.workIn(never).catch((error) => error));
    await vi.advanceTimersByTimeAsync(CALL_MS + 1);
    expect(await hanging[0]).toMatchObject({ kind: 'unavailable', headers: { 'Retry-After': '1' } });
    expect(places.isFull()).toBe(true);
  });

  test('who stands aside has no place, and its time stands still', async () => {
    vi.useFakeTimers();
    const places = createPlaces();
    const waits = Array.from({ length: CALLS_IN_BURST }, () =>
      places.workIn(async ({ standAside }) => {
        await standAside(() => new Promise((resolve) => setTimeout(resolve, 10 * CALL_MS)));
        return 'waited';
      }),
    );
    await vi.advanceTimersByTimeAsync(BURST_MS + 1);
    expect(await places.workIn(async () => 'taken')).toBe('taken');
    await vi.advanceTimersByTimeAsync(10 * CALL_MS);
    expect(new Set(await Promise.all(waits))).toEqual(new Set(['waited']));
  });

  test('its time goes on afterwards, and does not begin again', async () => {
    vi.useFakeTimers();
    const places = createPlaces();
    const part = () => new Promise((resolve) => setTimeout(resolve, 0.6 * CALL_MS));
    const worked = places.workIn(async ({ standAside }) => {
      await part();
      await standAside(part);
      await part();
    });
    const refused = expect(worked).rejects.toMatchObject({ kind: 'unavailable' });
    await vi.advanceTimersByTimeAsync(2 * CALL_MS);
    await refused;
  });

  test('the stream of an answer that comes too late is let go of', async () => {
    vi.useFakeTimers();
    const cancel = vi.fn();
    const log = createLog({ level: 'silent' });
    const app = mount({
      services: { addressRules: { faultOf: () => null }, publicUrl: 'http://localhost' },
      operations: {
        async getResult() {
          await new Promise((resolve) => setTimeout(resolve, CALL_MS + 1));
          return { status: 200, mediaType: 'image/png', body: new ReadableStream({ cancel }) };
        },
      },
      guard: {
        authenticate: async () => ({ keyId: randomUUID(), tenantId: randomUUID(), scopes: ['files:read'] }),
        take: () => ({ isOver: false, resetS: 1, headers: {} }),
      },
      places: createPlaces(),
      log,
      telemetry: createTelemetry({ log }),
      checksReplies: false,
    } as never);
    const answered = app.request(`/v1/results/${toId('res', newUuid())}`, {}, { incoming: { socket: {} } });
    await vi.advanceTimersByTimeAsync(CALL_MS);
    expect((await answered).status).toBe(503);
    expect(cancel).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(cancel).toHaveBeenCalled();
  });
});

describe('a server', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService({ works: false });
    // While the table `held` has a row, whatever is handed in hangs in its statement.
    await service.database.sql.unsafe(`
      create table held (); insert into held default values;
      create function hold() returns trigger language plpgsql as $$
        begin
          while exists (select from held) loop perform pg_sleep(0.01); end loop;
          return null;
        end $$;
      create trigger hold after insert on requests for each statement execute function hold();`);
  });

  const body = JSON.stringify({ image_url: 'https://images.example.com/a.jpg', operations: [{ rotate: 90 }] });
  const headers = { ...asFirstTenant, 'Content-Type': 'application/json' };
  const handIn = () => fetch(`${service.url}/v1/images:process`, { method: 'POST', headers, body });
  const statusOf = async (path: string, init = {}) => (await fetch(service.url + path, init)).status;

  test('with more under way than it can do refuses at once, before it asks who calls, and loses nothing', {
    timeout: 60_000,
  }, async () => {
    const { sql } = service.database;
    let settled: number[] = [];
    const taken = Array.from({ length: CALLS_AT_WORK }, () =>
      handIn().then(({ status }) => {
        settled = [...settled, status];
      }),
    );
    const said = async () => (await fetch(`${service.url}/v1/tenants`, { headers })).text();
    await expect.poll(said, { timeout: 20_000 }).toContain('/problems/overloaded');
    const refused = await Promise.all(Array.from({ length: 50 }, handIn));
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([503]));
    expect(refused[0]!.headers.get('retry-after')).toBe('1');
    expect(await refused[0]!.json()).toMatchObject({ type: expect.stringMatching('/problems/overloaded$') });
    expect(await statusOf('/v1/tenants')).toBe(503); // without a key: nobody was asked
    expect(await statusOf('/livez')).toBe(200);
    expect(await statusOf('/readyz')).toBe(200);
    expect(await statusOf('/v1/tenants', { method: 'OPTIONS' })).toBe(204); // else a page could not read the refusal
    const named = await fetch(`${service.url}/v1/tenants?a=b`, { headers: { 'X-Request-Id': 'mine' } });
    expect(named.headers.get('access-control-allow-origin')).toBe('*');
    expect(await named.json()).toMatchObject({ instance: '/v1/tenants', call_id: 'mine' });
    const metrics = await (await fetch(`${service.url}/metrics`, { headers })).text();
    expect(Number(/refused_total{status="503"} (\d+)/.exec(metrics)?.[1])).toBeGreaterThan(50);
    expect(settled).toEqual([]);

    await sql`delete from held`;
    await Promise.all(taken);
    expect(settled).toEqual(Array(CALLS_AT_WORK).fill(202));
    const [stored] = await sql`select count(*)::int as n from requests`;
    expect(stored!.n).toBe(CALLS_AT_WORK);
    expect((await handIn()).status).toBe(202);
  });

  test('does not count who waits for a request to end, nor who sends slowly', async () => {
    await sleep(BURST_MS); // after what the test before has done
    const requests = await Promise.all([handIn(), handIn()]);
    const made = await service.client.POST('/v1/api-keys', { body: { name: 'another' } });
    const keys = [headers, { Authorization: `Bearer ${made.data!.api_key}` }];
    const gone = new AbortController();
    for (const [index, { headers: answered }] of requests.entries())
      for (let n = 0; n < CALLS_AT_WORK / 2; n++) {
        const { pathname } = new URL(answered.get('location')!);
        const waiting = { headers: { ...keys[index], Prefer: 'wait=30' }, signal: gone.signal };
        void fetch(service.url + pathname, waiting).catch(() => {});
      }
    const slow = Array.from({ length: CALLS_AT_WORK }, () => {
      const call = request(`${service.url}/v1/images:process`, {
        method: 'POST',
        headers: { ...headers, 'Content-Length': body.length },
      });
      call.on('error', () => {});
      call.write(body.slice(0, 10));
      return call;
    });
    await sleep(2 * BURST_MS);
    for (let n = 0; n < 5; n++) {
      expect((await handIn()).status).toBe(202);
      await sleep(BURST_MS / 2);
    }
    gone.abort();
    for (const call of slow) call.destroy();
  });
});
