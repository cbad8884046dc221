/** Re-encryption on real Postgres: what it changes, what it leaves alone, and whom it meets. */
import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { newUuid, toId } from '../../src/contract/ids.ts';
import { connect, type Database } from '../../src/database/connect.ts';
import { hasOtherKeys, reencryptEndpoints } from '../../src/endpoints/re-encrypt.ts';
import { readSecret, rotateSecret } from '../../src/endpoints/rotate-secret.ts';
import { deleteEndpoint } from '../../src/endpoints/store.ts';
import { createEncryption, type Encryption } from '../../src/secrets/encryption.ts';
import { createTestDatabase } from '../fixtures/database.ts';
import { insertEndpoint } from '../fixtures/deliveries.ts';
import { sealInOldLayout } from '../fixtures/encryption.ts';

const [a, b] = [randomBytes(32), randomBytes(32)];
const [before, now] = [createEncryption([a]), createEncryption([b, a])];
const tenant = newUuid();
let database: Database;
let lines: Record<string, unknown>[];

beforeAll(async () => {
  database = await createTestDatabase();
  await database.sql`insert into tenants (id, name) values (${tenant}, 'test')`;
});
beforeEach(async () => {
  await database.sql`delete from endpoints`;
  lines = [];
});

// As they stand in databases: with other words nothing there could be read.
const headersPurpose = (id: string) => `endpoint headers ${id}`;
const secretPurpose = (keyId: string) => `endpoint secret ${keyId}`;
const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) });
const run = (encryption: Encryption = now, { sql }: Database = database) =>
  reencryptEndpoints(sql, encryption, { log, signal: new AbortController().signal });

/** With a secret `secret of <id>` and, unless told, headers `headers of <id>`. */
async function newEndpoint(
  seal: Encryption['encrypt'] = before.encrypt,
  { hasHeaders = true } = {},
): Promise<{ id: string; keyId: string }> {
  const { sql } = database;
  const [id, keyId] = [await insertEndpoint(sql, tenant, 'https://a.example/'), newUuid()];
  const headers = hasHeaders ? seal(`headers of ${id}`, headersPurpose(id)) : null;
  await sql`update endpoints set headers = ${headers} where id = ${id}`;
  await sql`
    insert into endpoint_secrets (key_id, endpoint_id, ciphertext, last_four)
    values (${keyId}, ${id}, ${seal(`secret of ${id}`, secretPurpose(keyId))}, 'abcd')`;
  return { id, keyId };
}

const rows = () =>
  database.sql<{ id: string; version: number; headers: Buffer | null; key_id: string; ciphertext: Buffer }[]>`
    select id, version, headers, key_id, ciphertext from endpoints join endpoint_secrets on endpoint_id = id`;

/** That the first key reads all there is by itself, and each row says what it said. */
async function expectAllReencrypted(): Promise<void> {
  const alone = createEncryption([b]);
  for (const { id, version, headers, ...secret } of await rows()) {
    expect(version).toBe(1);
    expect(readSecret(alone, secret)).toBe(`secret of ${id}`);
    if (headers) expect(alone.decrypt(headers, headersPurpose(id))).toBe(`headers of ${id}`);
  }
  expect(await hasOtherKeys(database.sql, now.keyId)).toBe(false);
}

test('secrets and headers of other keys and of the old layout are encrypted with the first key, the rest is left', async () => {
  const oldLayout: Encryption['encrypt'] = (text, purpose) => sealInOldLayout(b, text, purpose);
  for (const seal of [before.encrypt, oldLayout, now.encrypt]) await newEndpoint(seal);
  const { id } = await newEndpoint(before.encrypt, { hasHeaders: false });
  const current = (await rows()).filter(({ ciphertext }) => ciphertext.subarray(0, 8).equals(now.keyId));
  expect(await hasOtherKeys(database.sql, now.keyId)).toBe(true);

  expect(await run()).toEqual({ reencrypted: 5, unreadable: 0 });
  await expectAllReencrypted();
  const after = await rows();
  expect(after.find((row) => row.id === id)!.headers).toBeNull();
  expect(current).toHaveLength(1);
  expect(after).toContainEqual(current[0]);
  expect(await run()).toEqual({ reencrypted: 0, unreadable: 0 });
  expect(lines).toEqual([]);
});

test('more than a batch, and one that cannot be read: it is logged by its id, and the others go on', async () => {
  const all = [];
  for (let n = 0; n < 120; n++) all.push(await newEndpoint());
  const { id, keyId } = all[60]!;
  await database.sql`
    update endpoint_secrets set ciphertext = ${randomBytes(60)} where key_id = ${keyId}`;
  await database.sql`update endpoints set headers = ${randomBytes(3)} where id = ${id}`;
  expect(await run()).toEqual({ reencrypted: 238, unreadable: 2 });
  expect(lines).toMatchObject([{ key_id: toId('key', keyId) }, { endpoint_id: toId('ep', id) }]);
  expect(await hasOtherKeys(database.sql, now.keyId)).toBe(true);
  expect(await run()).toEqual({ reencrypted: 0, unreadable: 2 });
  await deleteEndpoint(database, tenant, id);
  await expectAllReencrypted();
});

test('a batch of nothing but what cannot be read is passed', async () => {
  for (let n = 0; n < 100; n++)
    await newEndpoint((text, purpose) => createEncryption([randomBytes(32)]).encrypt(text, purpose));
  await newEndpoint();
  expect(await run()).toEqual({ reencrypted: 2, unreadable: 200 });
});

test('several at once change each row once', async () => {
  for (let n = 0; n < 250; n++) await newEndpoint();
  const counts = await Promise.all([run(), run(), run()]);
  expect(counts.reduce((sum, { reencrypted }) => sum + reencrypted, 0)).toBe(500);
  await expectAllReencrypted();
});

test('two whose first keys differ both come to an end, and everything stays readable', async () => {
  for (let n = 0; n < 250; n++) await newEndpoint();
  await Promise.all([run(now), run(createEncryption([a, b])), run(now), run(createEncryption([a, b]))]);
  await run();
  await expectAllReencrypted();
});

test('a row that a rotation or a delete holds is not waited for, and is left to the next run', async () => {
  const rotated = await newEndpoint();
  const deleted = await newEndpoint();
  await newEndpoint();
  const other = connect(database.url, { connections: 2, name: 'waybill test', settings: { lock_timeout: 500 } });
  await database.sql.begin(async (tx) => {
    await tx`update endpoint_secrets set expires_at = now() where endpoint_id = ${rotated.id}`;
    await tx`delete from endpoints where id = ${deleted.id}`;
    expect(await run(now, other)).toEqual({ reencrypted: 3, unreadable: 0 });
  });
  await other.close();
  expect(await hasOtherKeys(database.sql, now.keyId)).toBe(true);
  expect(await run()).toEqual({ reencrypted: 1, unreadable: 0 });
  expect(await rows()).toHaveLength(2);
  await expectAllReencrypted();
});

test('what is written, rotated and deleted meanwhile wins', async () => {
  const endpoints: string[] = [];
  for (let n = 0; n < 60; n++) endpoints.push((await newEndpoint()).id);
  const changes: Promise<unknown>[] = [];
  /** Whatever is decrypted under the lock is changed at the same moment, on other connections. */
  const meddled: Encryption = {
    ...now,
    decrypt(ciphertext, purpose) {
      const id = endpoints.find((each) => purpose === headersPurpose(each));
      const index = endpoints.indexOf(id ?? '');
      if (id && index % 3 === 0) {
        const headers = before.encrypt('newer', headersPurpose(id));
        changes.push(database.sql`update endpoints set headers = ${headers} where id = ${id}`.execute());
      } else if (id && index % 3 === 1)
        changes.push(rotateSecret(database, before, { tenantId: tenant, endpointId: id, overlapS: 60 }));
      else if (id) changes.push(deleteEndpoint(database, tenant, id));
      return now.decrypt(ciphertext, purpose);
    },
  };
  const own = connect(database.url, { connections: 1, name: 'waybill test' });
  expect(await run(meddled, own)).toEqual({ reencrypted: 120, unreadable: 0 });
  await own.close();
  await Promise.all(changes);
  expect(changes).toHaveLength(60);
  await run();
  const headers = await database.sql<{ id: string; headers: Buffer }[]>`select id, headers from endpoints`;
  expect(headers.map((row) => now.decrypt(row.headers, headersPurpose(row.id))).sort()).toEqual(
    endpoints.flatMap((id, index) => [['newer'], [`headers of ${id}`], []][index % 3]!).sort(),
  );
  for (const { ciphertext, key_id } of await rows())
    expect(readSecret(createEncryption([b]), { ciphertext, key_id })).toBeTruthy();
  expect(await rows()).toHaveLength(60); // 20 with one secret, 20 with two
});

test('it ends between two batches when it is told to', async () => {
  for (let n = 0; n < 101; n++) await newEndpoint(before.encrypt, { hasHeaders: false });
  const stopping = new AbortController();
  const stopper: Encryption = {
    ...now,
    decrypt(ciphertext, purpose) {
      stopping.abort();
      return now.decrypt(ciphertext, purpose);
    },
  };
  const ended = await reencryptEndpoints(database.sql, stopper, { log, signal: stopping.signal });
  expect(ended).toEqual({ reencrypted: 100, unreadable: 0 });
});
