/**
 * Sales, as the events `order.created` and `order.paid` of a range tell of them, by period and currency.
 *
 * Promise: an order is created once and paid once in a report, however many events tell of it: of each type the one
 * with the highest sequence counts, in its period. Events outside of the range change nothing, so that the report of a
 * past range stays as it is.
 */
import type { events } from '../../../../generated/contract.ts';
import { type Contents, type Query, rowsOf, showCount } from './contents.ts';
import { showMoney, toDecimal } from './money.ts';

interface Sold {
  period: number;
  currency: string;
  created: number;
  paid: number;
  /** In minor units; a sum may be larger than a number holds. */
  revenue: string;
}

/** Each currency has a diagram and a scale of its own: amounts in different ones cannot be added or compared. */
const SHOWN_CURRENCIES = 3;
const COLORS = ['#0072b2', '#009e73', '#cc79a7'];

export async function sales({ periods, grouping, signal, ...query }: Query): Promise<Contents> {
  const sold = await rowsOf(sum(query), signal);
  const currencies = totalsOf(sold);
  const shown = currencies.slice(0, SHOWN_CURRENCIES);
  const revenues = new Map(sold.map(({ period, currency, revenue }) => [`${period} ${currency}`, revenue]));
  const total = (member: 'created' | 'paid') => showCount(currencies.reduce((n, totals) => n + totals[member], 0));
  return {
    title: 'Sales',
    figures: [
      ['Orders created', total('created')],
      ['Orders paid', total('paid')],
      ...shown.map(({ currency, revenue }): [string, string] => [
        `Revenue in ${currency}`,
        showMoney(toDecimal(String(revenue), currency), currency),
      ]),
    ],
    panels: (shown.length > 0 ? shown : [{ currency: 'any currency' }]).map(({ currency }, index) => ({
      title: `Revenue in ${currency} by ${grouping} of payment`,
      series: [
        {
          name: currency,
          color: COLORS[index]!,
          // Periods are counted from 1 by width_bucket.
          values: periods.map((_, at) => Number(toDecimal(revenues.get(`${at + 1} ${currency}`) ?? '0', currency))),
        },
      ],
    })),
    periods,
    columns: [
      { name: 'period', title: 'Period', text: 'short' },
      { name: 'currency', title: 'Currency', text: 'short' },
      { name: 'orders_created', title: 'Orders created' },
      { name: 'orders_paid', title: 'Orders paid' },
      { name: 'revenue', title: 'Revenue', show: (value, { currency }) => showMoney(String(value), String(currency)) },
    ],
    rows: sold.map(({ period, currency, created, paid, revenue }) => ({
      period: periods[period - 1]!,
      currency,
      orders_created: created,
      orders_paid: paid,
      revenue: toDecimal(revenue, currency),
    })),
    notes: [
      'Revenue is what was paid; an order counts in the period in which it was last told of.',
      ...(currencies.length > shown.length
        ? [
            `Figures and charts show ${shown.length} of ${currencies.length} currencies, those with the most paid orders.`,
          ]
        : []),
    ],
  };
}

/** Of each currency, the one with the most paid orders first. */
function totalsOf(sold: Sold[]) {
  const totals = new Map<string, { currency: string; created: number; paid: number; revenue: bigint }>();
  for (const { currency, created, paid, revenue } of sold) {
    const before = totals.get(currency) ?? { currency, created: 0, paid: 0, revenue: 0n };
    totals.set(currency, {
      currency,
      created: before.created + created,
      paid: before.paid + paid,
      revenue: before.revenue + BigInt(revenue),
    });
  }
  return [...totals.values()].sort((a, b) => b.paid - a.paid || b.created - a.created);
}

/** What is read here, in the versions that are: a newer one does not compile until it is read too. */
const READ = { 'order.created': 1, 'order.paid': 1 } as const satisfies {
  [Type in 'order.created' | 'order.paid']: (typeof events)[Type]['newest'];
};

const sum = ({ sql, tenantId, ids: [from, to], periodIds }: Pick<Query, 'sql' | 'tenantId' | 'ids' | 'periodIds'>) =>
  sql<Sold[]>`
    with told as (
      select distinct on (type, subject) type, width_bucket(id, ${periodIds}::uuid[]) as period,
        body::json->'data'->>'currency' as currency, (body::json->'data'->>'total_amount')::numeric as amount
      from events
      where tenant_id = ${tenantId} and id >= ${from} and id < ${to} and type = any(${Object.keys(READ)})
        and recipient is null
      order by type, subject, sequence desc
    )
    select period, currency, count(*) filter (where type = 'order.created')::int as created,
      count(*) filter (where type = 'order.paid')::int as paid,
      coalesce(sum(amount) filter (where type = 'order.paid'), 0)::text as revenue
    from told group by period, currency order by period, currency collate "C"`;
