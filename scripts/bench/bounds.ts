/**
 * The least that is accepted of each target, and what one aims at, in one place.
 *
 * They were set before anything was built. One that is missed is mended in `src/`, never here.
 */
export const BOUNDS = {
  acceptToBare: { name: 'accept ÷ same handler without database', atLeast: 0.6 },
  acceptToPgbench: { name: 'accept ÷ pgbench, one statement, no job', atLeast: 0.75 },
  deliveriesToBare: { name: 'deliveries ÷ bare undici.request', atLeast: 0.55 },
  deliveriesToPgBoss: { name: 'deliveries ÷ pg-boss', atLeast: 2.5 },
  deliveriesToBullmq: { name: 'deliveries ÷ bullmq', atLeast: 3 },
  someSlow: { name: '2 % slow (500 ms) ÷ none slow', atLeast: 0.6 },
  manyRows: { name: 'deliveries, 1M old, 100k waiting ÷ empty', atLeast: 0.8 },
  acceptManyRows: { name: 'accept, 1M old, 100k waiting ÷ empty', atLeast: 0.8 },
  besideDead: { name: 'healthy beside 100k waiting on dead ones ÷ alone', atLeast: 0.8 },
  callToWebhook: { name: 'call → webhook received, p50 at 50/s', aimAtMost: 15 },
};
