/**
 * Batches: calls that arrive in one turn of the event loop share a statement, each with its Idempotency-Key.
 *
 * Promises: at most ACCEPT_BATCH_ROWS rows go into a statement (one call may be more), at most ACCEPT_BATCHES_IN_FLIGHT are under
 * way, without a timer; of one key one call at a time; a call that fails, or waits for its key, spoils no other. What waits
 * for a row that somebody else has locked has one batch under way at most, and the others go on beside it.
 */
import { sqlState } from '../database/connect.ts';
import { ACCEPT_BATCH_ROWS, ACCEPT_BATCHES_IN_FLIGHT } from '../limits.ts';
import type { Encryption } from '../secrets/encryption.ts';
import { inProgress, isKeyLocked, type Keyed, type StoredReply, sealReply } from './keys.ts';

/** A call as the statement gets it, with what `takeKeys` reads; what is binary is base64. */
export interface KeyedDraft {
  id: string;
  tenant_id: string;
  route: string | null;
  key: string | null;
  fingerprint: string | null;
  reply: string | null;
}

/** The part of a draft that its key makes. */
export const columnsOfKey = (encryption: Encryption, keyed: Keyed | null, reply: StoredReply) => ({
  route: keyed?.route ?? null,
  key: keyed?.key ?? null,
  fingerprint: keyed?.fingerprint.toString('base64') ?? null,
  reply: keyed && sealReply(encryption, keyed, reply).toString('base64'),
});

interface Batching<Draft> {
  /** One statement for all. @returns the ids of those that were stored; the others' keys are held by earlier calls */
  insert(drafts: Draft[]): Promise<Set<string>>;
  /** The tables whose rows have ids made for the call alone: one that is there already was stored by it. */
  ownTables: RegExp;
  /** How many rows of a batch a draft makes; 1 unless it says otherwise. */
  rowsOf?(draft: Draft): number;
  /** What a draft locks beside its key: drafts that lock the same may share a batch, and are never in two at once. */
  locksOf?(draft: Draft): string[];
}

/**
 * Gathers drafts into statements. A batch that fails falls back to its calls, so that one cannot spoil the others.
 *
 * @returns a verb that stores a draft, and says whether it was stored; if not, its key is held by an earlier call
 */
export function createBatcher<Draft extends KeyedDraft>({
  insert,
  ownTables,
  rowsOf = () => 1,
  locksOf = () => [],
}: Batching<Draft>): (draft: Draft) => Promise<boolean> {
  type Waiting = { draft: Draft; name: string; resolve(isStored: boolean): void; reject(error: unknown): void };
  let waiting: Waiting[] = [];
  let inFlight = 0;
  let isScheduled = false;
  /** Of the batches under way: a second batch would wait for the first one's key, with all that is in it. */
  const keysUnderWay = new Set<string>();
  const locksUnderWay = new Set<string>();

  function schedule(): void {
    if (isScheduled || waiting.length === 0 || inFlight >= ACCEPT_BATCHES_IN_FLIGHT) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      const batch = takeBatch();
      if (batch.length === 0) return;
      inFlight += 1;
      for (const { name } of batch) keysUnderWay.add(name);
      const locks = batch.flatMap(({ draft }) => locksOf(draft));
      for (const lock of locks) locksUnderWay.add(lock);
      void send(batch).finally(() => {
        inFlight -= 1;
        for (const { name } of batch) keysUnderWay.delete(name);
        for (const lock of locks) locksUnderWay.delete(lock);
        schedule();
      });
      schedule();
    });
  }

  /** At most one call of each key: the second would not see the first, which stands in the same snapshot. */
  function takeBatch(): Waiting[] {
    const keys = new Set(keysUnderWay);
    const locked = new Set(locksUnderWay);
    const batch: Waiting[] = [];
    const left: Waiting[] = [];
    let rows = 0;
    for (const entry of waiting) {
      const { name } = entry;
      const more = rowsOf(entry.draft);
      // A call that is larger than a batch is a batch of its own.
      const hasRoom = rows === 0 || rows + more <= ACCEPT_BATCH_ROWS;
      const locks = locksOf(entry.draft);
      if (hasRoom && !keys.has(name) && !locks.some((lock) => locked.has(lock))) {
        batch.push(entry);
        rows += more;
      } else {
        left.push(entry);
        for (const lock of locks) locked.add(lock); // who came later is not to overtake it for ever
      }
      keys.add(name);
    }
    waiting = left;
    return batch;
  }

  async function send(batch: Waiting[]): Promise<void> {
    try {
      const stored = await insert(batch.map(({ draft }) => draft));
      for (const { draft, resolve } of batch) resolve(stored.has(draft.id));
    } catch (error) {
      if (batch.length > 1) await Promise.all(batch.map((entry) => send([entry])));
      else if (isStoredAlready(error, ownTables)) batch[0]!.resolve(true);
      else if (batch[0]!.draft.key === null || !isKeyLocked(error)) batch[0]!.reject(error);
      else {
        // Whoever waits for the same key has waited as long.
        const isSame = ({ name }: Waiting) => name === batch[0]!.name;
        const same = [batch[0]!, ...waiting.filter(isSame)];
        waiting = waiting.filter((entry) => !isSame(entry));
        for (const { reject } of same) reject(inProgress());
      }
    }
  }

  return (draft) =>
    new Promise((resolve, reject) => {
      waiting.push({ draft, name: nameOf(draft), resolve, reject });
      schedule();
    });
}

/** One call of each name at a time. */
const nameOf = ({ id, key, tenant_id, route }: KeyedDraft) => (key === null ? id : `${tenant_id} ${route} ${key}`);

/** `unique_violation` of an id that nobody else can have: the batch was stored, only its reply was lost. */
const isStoredAlready = (error: unknown, ownTables: RegExp) =>
  sqlState(error) === '23505' && ownTables.test((error as { table_name?: string }).table_name ?? '');
