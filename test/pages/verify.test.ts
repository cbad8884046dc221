/** The code that the catalogue shows for verifying a delivery, run: what was sent passes, and nothing else does. */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { receive } from '../../src/pages/verify/receiver.ts';
import { importSecret, sign } from '../../src/receiver/index.ts';

const SECRET = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const NEWER = `whsec_${Buffer.alloc(24, 0xfe).toString('base64')}`;
const ID = 'evt_01k9w3vc2d6f8h0k1m3n5p7q9r';
const BODY = JSON.stringify({ event_id: ID, type: 'order.paid', data: { name: 'Zoë, 猫' } });

interface Delivery {
  title: string;
  isGenuine: boolean;
  headers: Record<string, string>;
  body: string;
}

/** Headers by lower-case names, as most frameworks give them. */
async function signed(over: { secrets?: string[]; ageS?: number } = {}): Promise<Record<string, string>> {
  const { secrets = [SECRET], ageS = 0 } = over;
  const keys = await Promise.all(secrets.map((secret) => importSecret(secret)));
  const timestamp = Math.floor(Date.now() / 1000) - ageS;
  const headers = await sign(keys, { id: ID, timestamp, body: BODY });
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

async function deliveries(): Promise<Delivery[]> {
  const good = await signed();
  const changed = (change: (value: string) => string) =>
    Object.fromEntries(
      Object.entries(good).map(([name, value]) => [name, /signature/.test(name) ? change(value) : value]),
    );
  const later = (value: string) => value.replaceAll(/\d{10}/g, (time) => String(Number(time) + 1));
  const forged: [string, Record<string, string>, string?][] = [
    ['with another body', good, BODY.replace('paid', 'made')],
    ['with no body', good, ''],
    ['signed with another secret', await signed({ secrets: [NEWER] })],
    ['signed ten minutes ago', await signed({ ageS: 600 })],
    ['signed for ten minutes from now', await signed({ ageS: -600 })],
    ['with another time', Object.fromEntries(Object.entries(good).map(([name, value]) => [name, later(value)]))],
    ['with a signature that is cut off', changed((value) => value.slice(0, -8))],
    ['without signatures', changed((value) => value.replace(/v1[=,].*/, ''))],
    ['with empty signatures', changed((value) => value.replace(/(v1[=,]).*/, '$1'))],
    ['with signatures that are no text of ASCII', changed((value) => `${value.slice(0, -2)}é€`)],
    [
      'with a time that is none',
      Object.fromEntries(Object.entries(good).map(([name, value]) => [name, value.replaceAll(/\d{10}/g, '1e9')])),
    ],
    ['with empty headers', Object.fromEntries(Object.keys(good).map((name) => [name, '']))],
    ['without headers', {}],
  ];
  return [
    { title: 'as it was sent', isGenuine: true, headers: good, body: BODY },
    { title: 'during a rotation', isGenuine: true, headers: await signed({ secrets: [NEWER, SECRET] }), body: BODY },
    { title: 'four minutes ago', isGenuine: true, headers: await signed({ ageS: 240 }), body: BODY },
    ...forged.map(([title, headers, body = BODY]) => ({ title, isGenuine: false, headers, body })),
  ];
}

/**
 * Each driver reads a delivery per line (header lines joined by 0x1f, body, in base64) and prints what both functions
 * say of it: a bare protocol, so that no language needs JSON.
 */
interface Language {
  name: string;
  needs: string[][];
  files: Record<string, string>;
  build?: string[];
  run: string[];
}
const languages: Language[] = [
  {
    name: 'JavaScript on Node',
    needs: [['node', '--version']],
    files: {
      'verify.mjs': 'verify.js',
      'main.mjs': `
import { readFileSync } from 'node:fs';
import { isGenuine, isGenuineStandard } from './verify.mjs';
for (const line of readFileSync(0, 'utf8').trimEnd().split('\\n')) {
  const [secret, head, body] = line.split(' ').map((part) => Buffer.from(part, 'base64'));
  const headers = Object.fromEntries(String(head).split('\\x1f').filter(Boolean).map((one) => one.split(/: (.*)/s)));
  console.log(isGenuine(headers, body, String(secret)), isGenuineStandard(headers, body, String(secret)));
}`,
    },
    run: ['node', 'main.mjs'],
  },
  {
    name: 'Python',
    needs: [['python3', '--version']],
    files: {
      'verify.py': 'verify.py',
      'main.py': `
import sys
from base64 import b64decode
from verify import is_genuine, is_genuine_standard
for line in sys.stdin:
    secret, head, body = [b64decode(part) for part in line.rstrip("\\n").split(" ")]
    headers = dict(one.split(": ", 1) for one in head.decode().split("\\x1f") if one)
    told = [is_genuine(headers, body, secret.decode()), is_genuine_standard(headers, body, secret.decode())]
    print(*[str(one).lower() for one in told])`,
    },
    run: ['python3', 'main.py'],
  },
  {
    name: 'Go',
    needs: [['go', 'version']],
    files: {
      'webhook/verify.go': 'verify.go',
      'go.mod': 'module driver\n\ngo 1.21\n',
      'main.go': `
package main
import (
	"bufio"
	"driver/webhook"
	"encoding/base64"
	"fmt"
	"os"
	"strings"
)
type header map[string]string
func (h header) Get(name string) string { return h[strings.ToLower(name)] }
func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var parts [3]string
		for i, part := range strings.Split(lines.Text(), " ") {
			bytes, _ := base64.StdEncoding.DecodeString(part)
			parts[i] = string(bytes)
		}
		all := header{}
		for _, one := range strings.Split(parts[1], "\\x1f") {
			if name, value, found := strings.Cut(one, ": "); found {
				all[name] = value
			}
		}
		body := []byte(parts[2])
		fmt.Println(webhook.IsGenuine(all, body, parts[0]), webhook.IsGenuineStandard(all, body, parts[0]))
	}
}`,
    },
    build: ['go', 'build', '-o', 'driver', '.'],
    run: ['./driver'],
  },
  {
    name: 'Java',
    needs: [
      ['java', '-version'],
      ['javac', '-version'],
    ],
    files: {
      'Verify.java': 'Verify.java',
      'Main.java': `
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.util.*;
final class Main {
  public static void main(String[] args) throws Exception {
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line; (line = lines.readLine()) != null; ) {
      byte[][] parts = Arrays.stream(line.split(" ", -1)).map(Base64.getDecoder()::decode).toArray(byte[][]::new);
      var headers = new HashMap<String, String>();
      for (String one : new String(parts[1], StandardCharsets.UTF_8).split("\\u001f"))
        if (one.contains(": ")) headers.put(one.split(": ", 2)[0], one.split(": ", 2)[1]);
      String secret = new String(parts[0], StandardCharsets.UTF_8);
      System.out.println(Verify.isGenuine(headers, parts[2], secret) + " " + Verify.isGenuineStandard(headers, parts[2], secret));
    }
  }
}`,
    },
    build: ['javac', 'Verify.java', 'Main.java'],
    run: ['java', '-cp', '.', 'Main'],
  },
  {
    name: 'PHP',
    needs: [['php', '--version']],
    files: {
      'verify.php': 'verify.php',
      'main.php': `<?php
error_reporting(E_ALL);
set_error_handler(function ($number, $text) { throw new ErrorException($text); });
require 'verify.php';
while (($line = fgets(STDIN)) !== false) {
    [$secret, $head, $body] = array_map('base64_decode', explode(' ', rtrim($line, "\\n")));
    $headers = [];
    foreach (array_filter(explode("\\x1f", $head)) as $one) {
        [$name, $value] = explode(': ', $one, 2);
        $headers[$name] = $value;
    }
    $told = [is_genuine($headers, $body, $secret), is_genuine_standard($headers, $body, $secret)];
    echo implode(' ', array_map(fn ($one) => $one ? 'true' : 'false', $told)), "\\n";
}`,
    },
    run: ['php', 'main.php'],
  },
];

const isThere = ([command, ...args]: string[]): boolean => spawnSync(command!, args).status === 0;
const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe.each(languages)('$name', ({ name, needs, files, build, run }) => {
  test.skipIf(!needs.every(isThere))(
    `passes what was sent, and nothing else (needs ${needs.map(([command]) => command).join(' and ')})`,
    async ({ onTestFinished }) => {
      const folder = mkdtempSync(join(tmpdir(), 'waybill-verify-'));
      onTestFinished(() => rmSync(folder, { recursive: true }));
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(join(folder, dirname(file)), { recursive: true });
        if (text.includes('\n')) writeFileSync(join(folder, file), text);
        else copyFileSync(join('src/pages/verify', text), join(folder, file));
      }
      const options = { cwd: folder, encoding: 'utf8', timeout: 100_000 } as const;
      if (build) execFileSync(build[0]!, build.slice(1), options);
      const all = await deliveries();
      const input = all.map(({ headers, body }) => {
        const head = Object.entries(headers).map(([header, value]) => `${header}: ${value}`);
        return `${[SECRET, head.join('\x1f'), body].map(base64).join(' ')}\n`;
      });
      const told = execFileSync(run[0]!, run.slice(1), { ...options, input: input.join('') })
        .trimEnd()
        .split('\n');
      expect(Object.fromEntries(all.map(({ title }, index) => [title, told[index]])), name).toEqual(
        Object.fromEntries(all.map(({ title, isGenuine }) => [title, `${isGenuine} ${isGenuine}`])),
      );
    },
    120_000,
  );
});

test('TypeScript with @waybill/receiver: answers what was sent with 200, and all else with 400', async () => {
  for (const { title, isGenuine, headers, body } of await deliveries()) {
    if (/ASCII/.test(title)) continue; // no Request can carry it
    const answer = await receive(new Request('http://localhost/', { method: 'POST', headers, body }), SECRET);
    expect(answer.status, title).toBe(isGenuine ? 200 : 400);
  }
});
