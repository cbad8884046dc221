/**
 * Problems: a refusal to the caller, thrown by name from the one catalogue (specs/problems.yaml).
 *
 * @see RFC 9457
 */
import { problems } from '../../generated/contract.ts';
import type { components } from '../../generated/types.d.ts';
import type { ProblemContract } from './shape.ts';

export type ProblemName = keyof typeof problems;
export type ProblemBody = components['schemas']['Problem'];
export type Fault = components['schemas']['Fault'];

interface Extras {
  /** For the caller. */
  detail?: string;
  errors?: Fault[];
  headers?: Record<string, string | number>;
  /** For the log, never for the caller. */
  cause?: unknown;
}

export class Problem extends Error {
  readonly kind: ProblemName;
  readonly detail: string | undefined;
  readonly errors: Fault[] | undefined;
  readonly headers: Record<string, string>;

  constructor(kind: ProblemName, { detail, errors, headers = {}, cause }: Extras = {}) {
    super(detail ?? problems[kind].title, { cause });
    this.kind = kind;
    this.detail = detail;
    this.errors = errors;
    this.headers = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  }

  get status(): number {
    return problems[this.kind].status;
  }

  /** The problem object as it goes over the wire. @param publicUrl  where its `type` can be read up */
  toBody(publicUrl: string): ProblemBody {
    return {
      type: `${publicUrl}/problems/${this.kind}`,
      title: problems[this.kind].title,
      status: this.status,
      ...(this.detail === undefined ? {} : { detail: this.detail }),
      ...(this.errors === undefined ? {} : { errors: this.errors }),
    };
  }
}

/** For `throw problem('not-found', …)`. */
export const problem = (kind: ProblemName, extras?: Extras): Problem => new Problem(kind, extras);

/** RFC 6901 */
export const pointerTo = (...path: (string | number)[]): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** So many faults are looked for and told, in about so many characters. */
export const SHOWN_FAULTS = 100;
export const SHOWN_CHARACTERS = 64 * 1024;

/** 422 with every fault of the body, as far as the answer does not outgrow the call: a name may be as long as the body. */
export function invalidBody(errors: Fault[]): Problem {
  let characters = 0;
  const isShown = ({ pointer, detail }: Fault, index: number) => {
    characters += pointer.length + detail.length;
    return index === 0 || characters <= SHOWN_CHARACTERS;
  };
  const shown = errors.slice(0, SHOWN_FAULTS).filter(isShown);
  const count = errors.length === 1 ? '1 fault' : `${errors.length} faults`;
  const detail = errors.length > shown.length ? `${count}; the first ${shown.length} are shown.` : `${count}.`;
  return problem('invalid-body', { detail, errors: shown });
}

export const problemNamed = (name: string): ProblemContract | undefined =>
  Object.hasOwn(problems, name) ? problems[name as ProblemName] : undefined;
