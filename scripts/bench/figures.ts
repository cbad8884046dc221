/** What the parts of a bench share: where it runs, and what it finds. */
import type { Database } from '../../src/database/connect.ts';

export interface Bench {
  database: Database;
  /** Of all processes: production mode, a Postgres, loopback allowed. */
  env: NodeJS.ProcessEnv;
  /** The API key of the first tenant. */
  key: string;
}

export interface Ratio {
  name: string;
  /** Of medians. */
  value: number;
  /** The least that is accepted; none where it is only reported. */
  atLeast?: number;
  /** What it is to become. */
  aim?: number;
  rounds: number[];
}

export const median = (values: number[]): number => percentile(values, 50);

export const percentile = (values: number[], p: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor((values.length * p) / 100))]!;
