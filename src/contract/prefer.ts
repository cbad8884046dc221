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

export function readPrefer(header: string | undefined): Preferences {
  const values = new Map<string, string>();
  for (const preference of header === undefined ? [] : split(header, ',')) {
    const [word] = split(preference, ';'); // the rest are its parameters
    const [name, ...value] = split(word!, '=');
    const known = name!.trim().toLowerCase();
    if (!values.has(known))
      values.set(
        known,
        value
          .join('=')
          .trim()
          .replace(/^"(.*)"$/, '$1'),
      );
  }
  const wait = values.get('wait') ?? '';
  const waitS = /^\d{1,2}$/.test(wait) ? Number(wait) : 0;
  return {
    waitS: waitS >= 1 && waitS <= WAIT_MAX_S ? waitS : undefined,
    isDryRun: values.get('dry-run') === '',
  };
}

/** At the separators outside of quoted strings. In one pass: a header is as long as a stranger likes. */
function split(text: string, separator: string): string[] {
  const parts: string[] = [];
  let begin = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') isQuoted = !isQuoted;
    else if (text[at] === '\\' && isQuoted) at++;
    else if (text[at] === separator && !isQuoted) {
      parts.push(text.slice(begin, at));
      begin = at + 1;
    }
  }
  return [...parts, text.slice(begin)];
}
