/**
 * Metrics for Prometheus, of one process, in a registry of its own.
 *
 * Promises: every label has few values, all of them from the contract or the code: never a tenant, an endpoint, an id or a
 * URL. What is a fact of the database is asked of it when somebody scrapes; where it cannot be asked, the rest is told.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { FACTS_CACHE_MS } from '../limits.ts';
import { type Count, type Counted, counts } from './counts.ts';
import type { FactName, Facts } from './facts.ts';

export interface Metrics {
  observeCall(call: { operation: string; status: number; seconds: number }): void;
  /** One that was told to come back later before it was looked at. */
  countRefusal(status: number): void;
  observeRun(run: { job: string; outcome: string; waitedSeconds: number; seconds: number }): void;
  /** @param attempt.ageSeconds  since its delivery was queued */
  observeAttempt(attempt: { outcome: string; seconds: number; isFirst: boolean; ageSeconds: number }): void;
  /** Adds what Node knows of its process. */
  watchProcess(): void;
  /** Everything, in the text format of Prometheus, version 0.0.4. @param readFacts  asked at most once in FACTS_CACHE_MS */
  show(readFacts: () => Promise<Facts>): Promise<string>;
}

/** From a look-up to a client's patience; a run may take minutes. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const LONG_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900];

const COUNTERS: { [Name in keyof Counted]: [help: string, ...labels: (keyof Counted[Name] & string)[]] } = {
  events_published: ['Events stored to be delivered, by type', 'type'],
  dead_letters: ['Deliveries that became dead letters, by reason', 'reason'],
  requests_ended: ['Requests that ended, by job and state', 'job', 'state'],
};
const FACTS: { [Name in FactName]: [help: string, label?: string] } = {
  requests: ['Requests that have not ended, by state', 'state'],
  request_queue_age_seconds: ['How long the oldest request that no worker runs has been due'],
  deliveries_waiting: ['Deliveries that have not ended'],
  delivery_queue_age_seconds: ['How long the oldest delivery has been due, by the breaker of its endpoint', 'breaker'],
  breakers: ['Enabled endpoints that were sent to, by their breaker', 'state'],
  outbox_events: ['Rows of the table event_outbox, by state', 'state'],
  outbox_age_seconds: ['How long the oldest row of event_outbox has been waiting'],
  workers: ['Workers that live'],
  database_connections: ['Connections to the database of all processes, by pool', 'pool'],
};

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const histogram = <L extends string>(name: string, help: string, labelNames: L[], buckets = SECONDS) =>
    new Histogram({ name: `waybill_${name}`, help, labelNames, buckets, registers });
  const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter({ name: `waybill_${name}_total`, help, labelNames, registers });

  const calls = histogram('http_request_duration_seconds', 'Calls, by operation and class of status', [
    'operation',
    'status_class',
  ]);
  const refused = counter('http_requests_refused', 'Calls that were told to come back later, by status', ['status']);
  const runs = histogram('run_duration_seconds', 'Runs of jobs', ['job', 'outcome'], LONG_SECONDS);
  const runWaits = histogram('run_wait_seconds', 'From when a run was due to its start', ['job'], LONG_SECONDS);
  const attempts = counter('attempts', 'Attempts of deliveries, by what came of them', ['outcome']);
  const attemptTimes = histogram('attempt_duration_seconds', 'Attempts of deliveries', ['outcome']);
  const waits = histogram('delivery_wait_seconds', 'From an event to the start of the first attempt', [], LONG_SECONDS);

  const counters = Object.fromEntries(
    Object.entries(COUNTERS).map(([name, [help, ...labels]]) => [name, counter<string>(name, help, labels)]),
  );
  counts.subscribe((message) => {
    const { counter: name, labels } = message as Count;
    counters[name]!.inc(labels);
  });

  const reachable = new Gauge({ name: 'waybill_database_up', help: 'Could the database be asked?', registers });
  const gauges = Object.entries(FACTS).map(([name, [help, label]]) => ({
    name: name as FactName,
    label,
    gauge: new Gauge({ name: `waybill_${name}`, help, labelNames: label ? [label] : [], registers }),
  }));
  let askedAt = Number.NEGATIVE_INFINITY;
  let asked: Promise<void> = Promise.resolve();

  async function ask(readFacts: () => Promise<Facts>): Promise<void> {
    const facts = await readFacts().catch(() => undefined);
    reachable.set(facts ? 1 : 0);
    for (const { name, label, gauge } of gauges) {
      gauge.reset();
      // One without labels begins again at 0, which would be a lie.
      if (!facts && !label) gauge.remove();
      for (const [value, number] of Object.entries(facts?.[name] ?? {}))
        if (label) gauge.set({ [label]: value }, number);
        else gauge.set(number);
    }
  }

  return {
    observeCall({ operation, status, seconds }) {
      calls.observe({ operation, status_class: `${Math.floor(status / 100)}xx` }, seconds);
      if (status === 429 || status === 503) refused.inc({ status });
    },
    countRefusal: (status) => refused.inc({ status }),
    observeRun({ job, outcome, waitedSeconds, seconds }) {
      runs.observe({ job, outcome }, seconds);
      runWaits.observe({ job }, waitedSeconds);
    },
    observeAttempt({ outcome, seconds, isFirst, ageSeconds }) {
      attempts.inc({ outcome });
      attemptTimes.observe({ outcome: outcome === 'delivered' ? 'delivered' : 'failed' }, seconds);
      if (isFirst) waits.observe(ageSeconds);
    },
    watchProcess: () => collectDefaultMetrics({ register: registry }),
    async show(readFacts) {
      if (performance.now() - askedAt > FACTS_CACHE_MS) {
        askedAt = performance.now();
        asked = ask(readFacts);
      }
      await asked;
      return registry.metrics();
    },
  };
}
