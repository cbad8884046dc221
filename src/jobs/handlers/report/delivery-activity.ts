/**
 * Delivery activity: what became of the deliveries of a range's events, by endpoint and by period.
 *
 * Promise: endpoints, periods and the whole are counted in one statement, so they add up however fast deliveries end.
 * A delivery belongs to the period of its event.
 */
import { toId } from '../../../contract/ids.ts';
import { type Contents, type Query, rowsOf, showCount } from './contents.ts';

interface Counted {
  endpoint_id: string | null;
  period: number | null;
  url: string | null;
  deliveries: number;
  delivered: number;
  dead: number;
  pending: number;
  attempts: number | null;
  ms: number[] | null;
}

// Told apart by people who do not see all colours, on light and on dark.
const STATES = [
  ['delivered', 'Delivered', '#0072b2'],
  ['dead', 'Dead', '#d55e00'],
  ['pending', 'Pending', '#949ca6'],
] as const;

export async function deliveryActivity({ periods, grouping, signal, ...query }: Query): Promise<Contents> {
  const counted = await rowsOf(count(query), signal);
  const whole = counted.find(({ endpoint_id, period }) => endpoint_id === null && period === null)!;
  const byPeriod = new Map(counted.map((row) => [row.period, row]));
  const { attempts, success_rate, p50_ms, p95_ms } = valuesOf(whole);
  return {
    title: 'Delivery activity',
    figures: [
      ['Deliveries', showCount(whole.deliveries)],
      ...STATES.map(([state, name]): [string, string] => [name, showCount(whole[state])]),
      ['Success rate', success_rate === null ? '–' : showShare(success_rate)],
      ['Attempts', showCount(attempts)],
      ['Attempt, p50', p50_ms === null ? '–' : `${showCount(p50_ms)} ms`],
      ['Attempt, p95', p95_ms === null ? '–' : `${showCount(p95_ms)} ms`],
    ],
    panels: [
      {
        title: `Deliveries by ${grouping} of their event`,
        series: STATES.map(([state, name, color]) => ({
          name,
          color,
          // Periods are counted from 1 by width_bucket.
          values: periods.map((_, index) => byPeriod.get(index + 1)?.[state] ?? 0),
        })),
      },
    ],
    periods,
    columns: [
      { name: 'endpoint_id' },
      {
        name: 'url',
        title: 'Endpoint',
        text: 'long',
        show: (url, { endpoint_id }) => (url === DELETED ? `${DELETED} (${endpoint_id})` : String(url)),
      },
      { name: 'deliveries', title: 'Deliveries' },
      { name: 'delivered', title: 'Delivered' },
      { name: 'dead', title: 'Dead' },
      { name: 'pending', title: 'Pending' },
      { name: 'attempts', title: 'Attempts' },
      { name: 'success_rate', title: 'Success rate', show: (share) => showShare(Number(share)) },
      { name: 'p50_ms', title: 'p50, ms' },
      { name: 'p95_ms', title: 'p95, ms' },
    ],
    rows: counted.filter(({ endpoint_id }) => endpoint_id !== null).map(valuesOf),
    notes: [
      'The success rate is the share of delivered ones among the deliveries that have ended. Half of the attempts took ' +
        'no longer than p50, 95 in 100 no longer than p95.',
    ],
  };
}

const DELETED = 'deleted';

function valuesOf({ endpoint_id, url, deliveries, delivered, dead, pending, attempts, ms }: Counted) {
  return {
    endpoint_id: endpoint_id && toId('ep', endpoint_id),
    url: url ?? DELETED,
    ...{ deliveries, delivered, dead, pending },
    attempts: attempts ?? 0,
    success_rate: delivered + dead === 0 ? null : Math.round((delivered / (delivered + dead)) * 10_000) / 10_000,
    p50_ms: ms?.[0] ?? null,
    p95_ms: ms?.[1] ?? null,
  };
}

// Down, so that 100 % is said only when nothing is dead.
const showShare = (share: number) => `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;

/** A row for each endpoint, the busiest first, one for each period, and one for the whole; interrupted attempts have no duration. */
const count = ({ sql, tenantId, ids: [from, to], periodIds }: Pick<Query, 'sql' | 'tenantId' | 'ids' | 'periodIds'>) =>
  sql<Counted[]>`
    with delivery as (
      select event_id, endpoint_id, width_bucket(event_id, ${periodIds}::uuid[]) as period,
        case when ended_at is null then 'pending' when dead_reason is null then 'delivered' else 'dead' end as state
      from deliveries
      where tenant_id = ${tenantId} and event_id >= ${from} and event_id < ${to}
    ),
    counted as (
      select endpoint_id, period, count(*)::int as deliveries,
        count(*) filter (where state = 'delivered')::int as delivered,
        count(*) filter (where state = 'dead')::int as dead,
        count(*) filter (where state = 'pending')::int as pending
      from delivery group by grouping sets ((endpoint_id), (period), ())
    ),
    tried as (
      select a.endpoint_id, count(*)::int as attempts,
        percentile_disc(array[0.5, 0.95]) within group (order by ms)
          filter (where error_code is distinct from 'interrupted') as ms
      from attempts a join delivery using (event_id, endpoint_id)
      -- Said again: the join alone leaves no partition out.
      where a.event_id >= ${from} and a.event_id < ${to}
      group by grouping sets ((a.endpoint_id), ())
    )
    select counted.*, url, attempts, ms
    from counted
      left join tried on period is null
        -- By equality, else every endpoint is compared with every other; null is the whole.
        and coalesce(tried.endpoint_id::text, '') = coalesce(counted.endpoint_id::text, '')
      left join endpoints on endpoints.id = counted.endpoint_id and endpoints.tenant_id = ${tenantId}
    order by deliveries desc, url, counted.endpoint_id`;
