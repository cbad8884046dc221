/** What a statement of the service's own reads: its text is taken as it is sent. */
import type { Sql } from '../../src/database/connect.ts';

/**
 * @param words  of the statement that is explained
 * @param action  sends it
 * @returns the buffers that Postgres touched for it, from its own plan, planning left out
 */
export async function buffersOf(sql: Sql, words: string, action: (sql: Sql) => Promise<unknown>): Promise<number> {
  let buffers = Number.NaN;
  const explained = new Proxy(sql, {
    apply(target, self, args: [TemplateStringsArray, ...unknown[]]) {
      const [strings, ...values] = args;
      if (!strings.raw || !strings.join('').includes(words)) return Reflect.apply(target as never, self, args);
      const text = [`explain (analyze, buffers, format json) ${strings[0]}`, ...strings.slice(1)];
      const query = Reflect.apply(target as never, self, [Object.assign(text, { raw: text }), ...values]);
      return (query as Promise<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }[]>).then(([row]) => {
        const { Plan } = row!['QUERY PLAN'][0];
        buffers = Plan['Shared Hit Blocks']! + Plan['Shared Read Blocks']!;
        return [];
      });
    },
  }) as Sql;
  await action(explained);
  return buffers;
}
