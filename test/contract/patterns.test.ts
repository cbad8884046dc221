/** No pattern of the contract lets a text keep the process busy for long (ReDoS): each is judged by recheck. */
import { check } from 'recheck';
import { expect, test } from 'vitest';
import asyncapi from '../../generated/asyncapi.json' with { type: 'json' };
import openapi from '../../generated/openapi.json' with { type: 'json' };

interface Pattern {
  pattern: string;
  maxLength: number;
}

function patternsIn(value: unknown): Pattern[] {
  if (typeof value !== 'object' || value === null) return [];
  const { pattern, maxLength = Number.POSITIVE_INFINITY } = value as Partial<Pattern>;
  const own = typeof pattern === 'string' ? [{ pattern, maxLength }] : [];
  return [...own, ...Object.values(value).flatMap(patternsIn)];
}

/** Texts so short are through in well under a millisecond even where the time grows with the square of their length. */
const SHORT = 400;

test('every pattern takes linear time, or is for texts that are short', async () => {
  const all = patternsIn([openapi, asyncapi]);
  const patterns = [...new Map(all.map((one) => [`${one.pattern} ${one.maxLength}`, one])).values()];
  expect(patterns.length).toBeGreaterThan(30);
  const slow: unknown[] = [];
  for (const { pattern, maxLength } of patterns) {
    const verdict = await check(pattern, 'u', { timeout: 60_000 });
    const complexity = 'complexity' in verdict ? verdict.complexity : undefined;
    const isLinear = complexity?.type === 'safe' || complexity?.type === 'linear';
    if (!isLinear && !(complexity?.type === 'polynomial' && maxLength <= SHORT))
      slow.push({ pattern, maxLength, verdict: complexity?.summary ?? verdict.status });
  }
  expect(slow).toEqual([]);
}, 180_000);
