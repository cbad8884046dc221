/** What the package's README shows compiles, and says what is so. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const readme = readFileSync('src/receiver/README.md', 'utf8');
const examples = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code!);

test('its examples compile against the package, in strict mode', () => {
  const sources = new Map(
    examples.map((code, n) => [
      join(process.cwd(), `test/receiver/readme-${n}.ts`),
      code
        .replace("'@waybill/receiver'", "'../../src/receiver/index.ts'")
        .replace('@waybill/receiver/kit', '../../src/receiver/kit/index.ts'),
    ]),
  );
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = (name) => sources.get(name) ?? readFile(name);
  host.fileExists = (name) => sources.has(name) || fileExists(name);
  const program = ts.createProgram([...sources.keys()], { ...options, noUnusedLocals: false }, host);
  const faults = [...sources.keys()].flatMap((name) => {
    const file = program.getSourceFile(name)!;
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
  });
  expect(faults.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
  expect(sources.size).toBe(3);
}, 60_000);
