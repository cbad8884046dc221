/**
 * The `Prefer` header. What is unknown or not well formed is ignored; of a preference that occurs twice the first counts.
 *
 * @see RFC 7240 §2, §4.3
 */
import { WAIT_MAX_S } from '../limits.ts';

export interface Preferences {
  /** Seconds, 1 to WAIT_MAX_S. */
  waitS: number | undefined;
  isDryRun: boolean;
}

/** A preference with its value, up to its parameters or the next one; commas inside quotes are none. */
const PREFERENCE =
  /(?:^|,)\s*([!#$%&'*+.^_`|~\w-]+)(?:\s*=\s*("(?:[^"\\]|\\.)*"|[^\s,;"]*))?\s*(?=[,;]|$)(?:[^,"]|"(?:[^"\\]|\\.)*")*/g;

export function readPrefer(header: string | undefined): Preferences {
  const values = new Map<string, string>();
  for (const [, name, value = ''] of header?.matchAll(PREFERENCE) ?? []) {
    const known = name!.toLowerCase();
    if (!values.has(known)) values.set(known, value.replace(/^"(.*)"$/, '$1'));
  }
  const wait = values.get('wait') ?? '';
  const waitS = /^\d{1,2}$/.test(wait) ? Number(wait) : 0;
  return {
    waitS: waitS >= 1 && waitS <= WAIT_MAX_S ? waitS : undefined,
    isDryRun: values.get('dry-run') === '',
  };
}
