/** The shapes of the tables in `generated/contract.ts`, and of the schemas and paths in them. */

export type JsonSchema = { readonly [keyword: string]: unknown };

export interface OperationContract {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  /** All of them are needed. */
  readonly scopes: readonly string[];
  readonly isPublic: boolean;
  /** The job type, when the operation is one that hands in work. */
  readonly job: string | null;
  readonly parameters: { readonly path: JsonSchema; readonly query: JsonSchema; readonly header: JsonSchema };
  /** Schemas by media type. */
  readonly body: { readonly [mediaType: string]: JsonSchema } | null;
  /** Where it is not, a call without a body stands for one with `{}`. */
  readonly isBodyRequired: boolean;
  readonly responses: {
    readonly [status: string]: {
      readonly headers: readonly string[];
      readonly content: { readonly [mediaType: string]: JsonSchema };
      readonly problems: readonly string[];
    };
  };
}

export interface ScopeContract {
  /** Does a key have it that was made without naming any? */
  readonly isDefault: boolean;
}

export interface JobContract {
  readonly operation: string;
  /** The name of its input's schema. */
  readonly input: string;
  /** The event type that tells of each end. */
  readonly events: { readonly succeeded: string; readonly failed: string; readonly canceled: string } | null;
  readonly estimatedSeconds: number;
  readonly timeoutSeconds: number;
  readonly maxAttempts: number;
}

export interface EventContract {
  readonly publishable: boolean;
  readonly newest: number;
  readonly versions: {
    readonly [version: string]: {
      readonly schema: string;
      readonly examples: readonly unknown[];
      readonly deprecated: boolean;
      /** What is not as in the version before, in a reader's words; nothing in the first. */
      readonly changes: readonly string[];
    };
  };
}

export interface ProblemContract {
  readonly status: number;
  readonly title: string;
  /** What the caller should do. */
  readonly action: string;
}

/**
 * The names in `[{ type: object, required: [a] }, { type: object, required: [b] }]`: a choice of required members, the
 * one home-made use of `oneOf` and `anyOf`. It says nothing of their shape.
 *
 * @returns null when the branches are anything else
 */
export function presenceGroup(branches: unknown): string[] | null {
  const isBare = (branch: JsonSchema) =>
    Object.keys(branch).sort().join() === 'required,type' &&
    branch.type === 'object' &&
    (branch.required as string[]).length === 1;
  return Array.isArray(branches) && branches.every(isBare) ? branches.map(({ required }) => required[0]) : null;
}

/** Is the path one of those that a template such as `/v1/requests/{request_id}` stands for? */
export function matches(template: string, path: string): boolean {
  const [wanted, given] = [template.split('/'), path.split('/')];
  return (
    wanted.length === given.length &&
    wanted.every((part, i) => (part.startsWith('{') ? given[i] !== '' : part === given[i]))
  );
}
