/** What the receivers have written down, and how the shop is made: a database of its own, which the service never sees. */
import { open } from 'node:fs/promises';
import postgres from 'postgres';
import { POSTGRES_TABLES } from '../../src/receiver/index.ts';
import type { Arrival, Effect } from './judge.ts';

/** @returns its URL */
export async function createShop(postgresUrl: string): Promise<string> {
  const url = postgresUrl.replace(/postgres$/, 'shop');
  const admin = postgres(postgresUrl, { max: 1, onnotice: () => {} });
  await admin`create database shop`;
  await admin.end();
  const shop = postgres(url, { max: 1, onnotice: () => {} });
  await shop.unsafe(POSTGRES_TABLES);
  await shop`
    create table effects (event_id text, type text, subject text, sequence int, correlation_id text,
      at timestamptz default clock_timestamp())`;
  await shop.end();
  return url;
}

export interface Evidence {
  /** Lines of the ledger that have been added since it was last asked. */
  newArrivals(): Promise<Arrival[]>;
  effects(): Promise<Effect[]>;
  close(): Promise<void>;
}

const CHUNK_BYTES = 4 * 1024 * 1024;

export async function readEvidence(ledgerFile: string, shopUrl: string): Promise<Evidence> {
  const ledger = await open(ledgerFile);
  const shop = postgres(shopUrl, { max: 1, onnotice: () => {} });
  const chunk = Buffer.alloc(CHUNK_BYTES);
  let rest = '';
  return {
    async newArrivals() {
      const arrivals: Arrival[] = [];
      for (;;) {
        const { bytesRead } = await ledger.read(chunk, 0, CHUNK_BYTES, null);
        if (bytesRead === 0) return arrivals;
        const lines = (rest + chunk.toString('utf8', 0, bytesRead)).split('\n'); // a line is ASCII
        rest = lines.pop()!;
        arrivals.push(...lines.map((line) => JSON.parse(line)));
      }
    },
    async effects() {
      const rows = await shop<Effect[]>`
        select event_id, type, subject, sequence, correlation_id, (extract(epoch from at) * 1000)::float8 as at from effects`;
      return [...rows];
    },
    async close() {
      await ledger.close();
      await shop.end();
    },
  };
}
