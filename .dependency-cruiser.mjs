// The import rule of the house: imports go down, floor by floor; see CONTRIBUTING.md.
const rooms = (...names) => `^src/(${names.join('|')})(/|\\.ts$)`;
const LIMITS = 'limits';
const GROUND = ['database', 'outbound', 'secrets'];
const FLOOR = ['contract', 'idempotency', 'tasks', 'telemetry', 'mail'];
const NOUNS = ['requests', 'endpoints', 'events', 'deliveries', 'access', 'files'];
const LOOPS = ['jobs', 'sending'];
const PACKAGES = ['client', 'receiver'];
const COMMAND = '^src/receiver/command.ts$';

/** From these rooms only into those; `generated/` and packages are judged by the other rules. */
const only = (name, from, into) => ({
  name,
  severity: 'error',
  from: { path: rooms(...from) },
  to: { path: '^src/', pathNot: rooms(...from, ...into) },
});
const onlyIn = (room, packages) => ({
  name: `only-${room}-uses-${packages[0]}`,
  severity: 'error',
  from: { path: '^src/', pathNot: rooms(room) },
  to: { path: `^node_modules/(${packages.join('|')})/` },
});
const below = [LIMITS, ...GROUND, ...FLOOR];

export default {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: 'src/(main|client/index|receiver/kit/index).ts$' },
      to: {},
    },
    only('limits-import-nothing', [LIMITS], []),
    ...GROUND.map((room) => only(`${room}-is-ground`, [room], [LIMITS])),
    only('floor-imports-down', FLOOR, [LIMITS, ...GROUND]),
    only('mail-imports-no-room-of-its-floor', ['mail'], [LIMITS, ...GROUND, 'telemetry', 'contract']),
    only('access-imports-down', ['access'], below),
    only('files-imports-down', ['files'], below),
    only('deliveries-imports-down', ['deliveries'], below),
    only('events-imports-down', ['events'], [...below, 'deliveries']),
    only('endpoints-imports-down', ['endpoints'], [...below, 'events', 'deliveries']),
    only('requests-imports-down', ['requests'], [...below, 'events', 'files']),
    ...LOOPS.map((room) => only(`${room}-imports-down`, [room], [...below, ...NOUNS, ...PACKAGES])),
    only('pages-imports-down', ['pages'], [LIMITS, 'contract', 'events', 'sending', 'receiver']),
    ...PACKAGES.map((name) => only(`${name}-stands-alone`, [name], [])),
    {
      name: 'packages-need-nothing',
      severity: 'error',
      from: { path: rooms(...PACKAGES), pathNot: COMMAND },
      to: { dependencyTypes: ['core', 'npm'], pathNot: '^node_modules/(openapi-fetch|eventsource-parser)/' },
    },
    {
      name: 'command-needs-node-alone',
      severity: 'error',
      from: { path: COMMAND },
      to: { dependencyTypes: ['npm'] },
    },
    {
      name: 'receivers-are-not-shipped-the-kit',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/receiver/kit/', COMMAND] },
      to: { path: ['^src/receiver/kit/', COMMAND] },
    },
    onlyIn('tasks', ['graphile-worker', 'pg']),
    onlyIn('outbound', ['undici', 'ipaddr.js']),
    onlyIn('mail', ['nodemailer']),
    onlyIn('telemetry', ['prom-client', 'pino', '@opentelemetry/[^/]+']),
    onlyIn('client', ['openapi-fetch', 'eventsource-parser']),
    onlyIn('contract', ['@hono/zod-openapi']),
    { name: 'src-stands-alone', severity: 'error', from: { path: '^src/' }, to: { path: '^(scripts|test|specs)/' } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'asyncapi-cli|/dist/' },
  },
};
