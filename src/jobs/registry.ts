/** The handler of every job type of the contract: one line each. */
import type { JobType } from '../contract/operations.ts';
import type { JobHandler } from './context.ts';
import { documentSign } from './handlers/document-sign.ts';
import { imageProcess } from './handlers/image-process.ts';
import { redrive } from './handlers/redrive.ts';
import { replay } from './handlers/replay.ts';
import { report } from './handlers/report.ts';

export type Handlers = { readonly [Type in JobType]: JobHandler<Type> };

export const handlers = {
  'document-sign': documentSign,
  'image-process': imageProcess,
  redrive,
  replay,
  report,
} satisfies Handlers;
