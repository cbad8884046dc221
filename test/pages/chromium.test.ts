/** The pages as a browser shows them, from the server and from a disk, on a desk and on a phone. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { events, operations } from '../../generated/contract.ts';
import { writeCatalogue } from '../../scripts/catalogue.ts';
import { startService } from '../fixtures/service.ts';

const CHROMIUM = '/usr/bin/chromium';

describe.skipIf(!existsSync(CHROMIUM))(`in Chromium (needs ${CHROMIUM})`, () => {
  let browser: Browser;
  let folder: string;
  const bases: Record<string, (page: 'docs' | 'events') => string> = {};
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    const { url } = await startService({ works: false });
    bases.server = (page) => `${url}/${page}`;
    folder = await mkdtemp(join(tmpdir(), 'waybill-catalogue-'));
    await writeCatalogue({ out: folder, url: 'https://waybill.example.com' });
    const file = (name: string) => pathToFileURL(join(folder, name)).href;
    bases.disk = (page) => file(page === 'docs' ? 'docs.html' : 'index.html');
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  const DESK = { viewport: { width: 1280, height: 900 } };
  const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

  /** Opens a page, and holds it to being quiet: one load, nothing else asked for, nothing complained of. */
  async function open(
    address: string,
    options: BrowserContextOptions,
    look: (page: Page) => Promise<void>,
  ): Promise<void> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const asked: string[] = [];
    const trouble: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('requestfailed', (request) => trouble.push(`failed: ${request.url()}`));
    page.on('console', (message) => trouble.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => trouble.push(String(error)));
    await page.goto(address, { waitUntil: 'networkidle' });
    await look(page);
    const others = asked.filter((url) => !url.startsWith('data:') && url.split('#')[0] !== address.split('#')[0]);
    expect({ others, trouble }).toEqual({ others: [], trouble: [] });
    await context.close();
  }

  describe.each(['server', 'disk'])('from the %s', (place) => {
    test.each([
      ['docs', 'a desk', DESK],
      ['events', 'a desk', DESK],
      ['docs', 'a phone', PHONE],
      ['events', 'a phone', PHONE],
    ] as const)('/%s on %s: all of it is there, readable, and no wider than the screen', async (name, _, options) => {
      await open(bases[place]!(name), options, async (page) => {
        const wanted = name === 'docs' ? Object.keys(operations) : Object.keys(events);
        for (const id of wanted) expect(await page.locator(`[id="${id}"]`).isVisible(), id).toBe(true);
        const { width, smallest, column } = await page.evaluate(() => {
          const texts = [...document.querySelectorAll('main :is(p, li, th, td, code, small, span)')];
          const size = (element: Element) => Number.parseFloat(getComputedStyle(element).fontSize);
          return {
            width: document.documentElement.scrollWidth,
            smallest: Math.min(...texts.map(size)),
            column: size(document.querySelector('main p')!),
          };
        });
        expect(width).toBeLessThanOrEqual(options.viewport.width); // a phone's window grows with what is too wide
        expect(smallest).toBeGreaterThanOrEqual(11.5);
        expect(column).toBeGreaterThanOrEqual(16);
      });
    });

    test('a deep link leads to its place, and the contents too', async () => {
      await open(`${bases[place]!('events')}#order.paid.v1`, DESK, async (page) => {
        const top = (id: string) =>
          page.locator(`[id="${id}"]`).evaluate((element) => element.getBoundingClientRect().top);
        expect(await top('order.paid.v1')).toBeLessThan(100);
        await page.getByRole('navigation', { name: 'Contents' }).getByRole('link', { name: 'Verify it' }).click();
        expect(await top('verify')).toBeLessThan(100);
      });
    });

    test('on a phone the contents open by a touch', async () => {
      await open(bases[place]!('events'), PHONE, async (page) => {
        const link = page.locator('.contents').getByText('When it is tried again');
        expect(await link.isVisible()).toBe(false);
        await page.getByText('Contents', { exact: true }).tap();
        expect(await link.isVisible()).toBe(true);
      });
    });

    test('the pages lead to each other, to the place that is meant', async () => {
      const context = await browser.newContext(DESK);
      const page = await context.newPage();
      await page.goto(bases[place]!('docs'));
      await page
        .locator('section', { has: page.locator('#processImage') })
        .getByRole('link', { name: 'image.failed' })
        .click();
      expect(page.url()).toBe(`${bases[place]!('events')}#image.failed`);
      await page.getByRole('link', { name: 'HTTP reference' }).click();
      expect(page.url()).toBe(bases[place]!('docs'));
      await page.getByRole('link', { name: 'openapi.json' }).click();
      expect(await page.locator('body').innerText()).toContain('"openapi"');
      await context.close();
    });
  });

  test('the style is let in by its hash, in light and in dark, and text stands out from its ground', async () => {
    for (const colorScheme of ['light', 'dark'] as const)
      for (const name of ['docs', 'events'] as const)
        await open(bases.server!(name), { ...DESK, colorScheme }, async (page) => {
          const contrasts = await page.evaluate(() => {
            const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
            const light = (colour: string) => {
              canvas.fillStyle = colour;
              canvas.fillRect(0, 0, 1, 1);
              const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) =>
                value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
              );
              return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
            };
            const ground = (element: Element | null): string => {
              const colour = element ? getComputedStyle(element).backgroundColor : 'white';
              return element && /rgba\(.*, 0\)/.test(colour) ? ground(element.parentElement) : colour;
            };
            return [...document.querySelectorAll('p, th, td, code, small, a, b, i, .limit, .mark, summary')].map(
              (element) => {
                const [a, b] = [light(getComputedStyle(element).color), light(ground(element))].sort((x, y) => y - x);
                return (a! + 0.05) / (b! + 0.05);
              },
            );
          });
          expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(4.5); // WCAG 2.2, 1.4.3
        });
  });

  test('on paper the code of every language is there, and no JSON Schema', async () => {
    await open(bases.server!('events'), DESK, async (page) => {
      await page.emulateMedia({ media: 'print' });
      for (const text of ['def is_genuine', 'final class Verify', 'func IsGenuine'])
        expect(await page.getByText(text).first().isVisible(), text).toBe(true);
      expect(await page.getByRole('navigation', { name: 'Contents' }).isVisible()).toBe(false);
      expect(await page.getByText('JSON Schema of the whole envelope').first().isVisible()).toBe(false);
    });
  });
});
