/**
 * What was allowed to break, and why: lines in the CHANGELOG, which is the only list of it.
 *
 * Promise: an allowance counts for one exact change, until the section that it stands in is released.
 */
import type { Finding } from './findings.ts';

export interface Allowance {
  id: string;
  line: string;
}

const ITEM = /^- (.*) Reason: (.*\S) \(allowed: `([0-9a-f]{10})`\)$/;

/** From `## Unreleased` to the next heading of its rank. */
const UNRELEASED = /^## \[?Unreleased\]?[^\n]*\n([\s\S]*?)(?=^## |$(?![\s\S]))/m;

/** An item without a reason is none. */
export function allowancesOf(changelog: string): Allowance[] {
  const section = UNRELEASED.exec(changelog)?.[1] ?? '';
  return section
    .split(/\n(?=- |#|\n)/)
    .map((item) => item.trim().replace(/\s+/g, ' '))
    .flatMap((line) => {
      const id = ITEM.exec(line)?.[3];
      return id ? [{ id, line }] : [];
    });
}

export function withAllowances(changelog: string, findings: Finding[], reason: string): string {
  const said = reason
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[^.!?]$/, '$&.');
  const lines = findings.map(({ id, places, what }) => {
    const more = places.length > 1 ? ` (and in ${places.length - 1} more places)` : '';
    return `- \`${places[0]}\`${more} ${what}. Reason: ${said} (allowed: \`${id}\`)\n`;
  });
  const withSection = UNRELEASED.test(changelog)
    ? changelog
    : changelog.replace(
        /^(# [^\n]*\n(?:(?!## )[^\n]*\n)*)?/,
        (head) => `${head}${head && !head.endsWith('\n\n') ? '\n' : ''}## Unreleased\n\n`,
      );
  return withSection.replace(UNRELEASED, (section) => {
    const heading = /^### Breaking[^\n]*\n+/m;
    if (heading.test(section)) return section.replace(heading, (found) => `${found.trimEnd()}\n${lines.join('')}`);
    return section.replace(/^## [^\n]*\n+/, (found) => `${found.trimEnd()}\n\n### Breaking\n${lines.join('')}\n`);
  });
}

/** The section gets its version, and an empty one is put before it. */
export function released(changelog: string, version: string, date: string): string {
  return changelog.replace(/^## \[?Unreleased\]?[^\n]*$/m, `## Unreleased\n\n## ${version} - ${date}`);
}
