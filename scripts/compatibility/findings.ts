/**
 * What a change breaks, collected: where, what, for whom, and what to do instead.
 *
 * Promise: one change of a shared component is one finding with all its places, and its id names exactly this change, so
 * that what was allowed once does not allow the next one at the same place.
 */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { type Difference, type Documents, differencesBetween } from './schema-differences.ts';
import { wordsOf } from './words.ts';

/** Who makes the value: the other side (`sent` to us: it may only widen), or we (`got` from us: only narrow or grow). */
export type Side = 'sent' | 'got';

export interface Place {
  where: string;
  side: Side;
  who: string;
  /** What to do instead, where it is the same for every change at this place. */
  instead?: string;
  /** What nobody at this place is broken by. */
  passes?(difference: Difference): boolean;
}

export interface Finding {
  id: string;
  places: string[];
  what: string;
  breaks: string[];
  instead: string;
}

interface Told {
  instead: string;
  /** What the finding is called by when several places share it; else its place. */
  origin?: string;
  /** What tells this change from another one with the same words. */
  exactly?: unknown;
}

export interface Report {
  documents: Documents;
  tell(place: Place, what: string, told: Told): void;
  /** @param origin  what the place is called, where the schemas are no components and several places may share it */
  tellSchema(place: Place, before: unknown, after: unknown, origin?: string): void;
}

const isBreaking = (side: Side, { direction }: Difference) =>
  direction === 'other' || direction === (side === 'sent' ? 'narrower' : 'wider');

/** @param findings  by id; several reports may fill one */
export function startReport(documents: Documents, findings = new Map<string, Finding>()): Report {
  const report: Report = {
    documents,
    tell({ where, side, who }, what, { instead, origin, exactly }) {
      const named = canonicalize([side, origin ?? where, what, exactly ?? null])!;
      const id = createHash('sha256').update(named).digest('hex').slice(0, 10);
      const found = findings.get(id) ?? { id, places: [], what, breaks: [], instead };
      findings.set(id, found);
      if (!found.places.includes(where)) found.places.push(where);
      if (!found.breaks.includes(who)) found.breaks.push(who);
    },
    tellSchema(place, before, after, origin = place.where) {
      for (const difference of schemaBreaks(place.side, before, after, documents, origin)) {
        if (place.passes?.(difference)) continue;
        const where = difference.path ? `${place.where} ${difference.path}` : place.where;
        report.tell({ ...place, where }, wordsOf(difference, place.side), {
          instead: place.instead ?? insteadOf(difference, place.side),
          origin: difference.origin,
          exactly: [difference.before ?? null, difference.after ?? null],
        });
      }
    },
  };
  return report;
}

/** The differences that break who sends, or who reads. */
export const schemaBreaks = (side: Side, before: unknown, after: unknown, documents: Documents, origin = '') =>
  differencesBetween(before, after, documents, origin).filter((difference) => isBreaking(side, difference));

function insteadOf({ rule, after }: Difference, side: Side): string {
  if (side === 'got') {
    if (rule === 'member') return 'keep it, marked `deprecated`, and put what replaces it beside it';
    if (rule === 'required') return 'keep it always there';
    if (rule === 'values' || rule === 'alternative')
      return 'tell what is new in an optional member beside it, and keep the nearest old value here';
    return 'keep it as it was, and put the new form into an optional member beside it';
  }
  if (rule === 'member' && after)
    return 'make it optional, do as before where it is absent, and refuse nothing that was taken';
  if (rule === 'member') return 'keep taking it, marked `deprecated`, even without an effect';
  if (rule === 'required') return 'keep it optional, and do as before where it is absent';
  if (rule === 'default') return 'keep the default: who leaves it out relies on it';
  return 'keep taking what was taken, and refuse by meaning, or in a new operation, what cannot be done any more';
}
