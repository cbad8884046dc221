/** How to receive events: the chapters of the catalogue that are not made of the contract alone. Numbers are the code's. */
import { readFileSync } from 'node:fs';
import { html } from 'hono/html';
import { schemas } from '../../generated/contract.ts';
import { covers } from '../events/catalogue.ts';
import * as limits from '../limits.ts';
import { answersTable, scheduleOf, scheduleTable } from './answers.ts';
import type { Events } from './catalogue.ts';
import type { Html, Links } from './layout.ts';
import { code, json, span } from './words.ts';

interface Chapter {
  id: string;
  title: string;
  text: Html;
}

interface Parts {
  url: string;
  links: Links;
  events: Events;
  /** The tables of what arrives. */
  envelope: Html;
  headers: Html;
}

const LANGUAGES: [title: string, file: string][] = [
  ['TypeScript and JavaScript, with @waybill/receiver', 'receiver.ts'],
  ['JavaScript on Node, with nothing else', 'verify.js'],
  ['Python', 'verify.py'],
  ['Go', 'verify.go'],
  ['Java', 'Verify.java'],
  ['PHP', 'verify.php'],
];
const snippet = (file: string): string =>
  readFileSync(new URL(`./verify/${file}`, import.meta.url), 'utf8').replace(/^<\?php\n\n/, '');

const [threeDays] = schemas.RetryPolicy!.examples as [Partial<limits.RetryPolicy>];
const overlap = (schemas.RotateSecretInput!.properties as Record<string, { maximum: number }>).overlap_seconds!;
const lastAttempt = (policy: limits.RetryPolicy) => span(scheduleOf(policy).at(-1)!.at[1]);

/** Every pattern that covers more than one type, with what it covers. */
function patternTable(events: Events): Html {
  const types = Object.keys(events);
  const patterns = ['*', ...new Set(types.map((type) => `${type.split('.')[0]}.*`)), types[0]!];
  return html`<table><thead><tr><th scope="col">Pattern</th><th scope="col">Covers</th></tr></thead><tbody>${patterns.map(
    (pattern) => {
      const covered = types.filter((type) => covers(pattern, type));
      const all =
        pattern === '*'
          ? `all types but those about the service itself: ${covered.length} of ${types.length}, and those to come`
          : '';
      return html`<tr><th scope="row"><code>${pattern}</code></th><td>${all || covered.map((type, index) => html`${index > 0 ? ', ' : ''}<a href="#${type}"><code>${type}</code></a>`)}</td></tr>`;
    },
  )}</tbody></table>`;
}

export function guide({ url, links, events, envelope, headers }: Parts): Chapter[] {
  const operation = (id: string, label: string) => html`<a href="${links.docs}#${id}"><code>${label}</code></a>`;
  const { RETRY_DEFAULTS: defaults } = limits;
  const endpoint = '/v1/webhook-endpoints/{endpoint_id}';
  // Examples are taken from the contract: no type is known here by its name.
  const types = Object.entries(events);
  const [first] = types[0]!;
  const [published] = types.find(([, { publishable }]) => publishable)!;
  const [versioned, { newest }] = types.find(([, contract]) => contract.newest > 1) ?? types[0]!;
  return [
    {
      id: 'subscribe',
      title: 'Subscribe',
      text: html`<p>Register the URL of your receiver, with the events that it wants. The secret in the answer is shown this once.</p>
${code(`curl -s ${url}/v1/webhook-endpoints -H "Authorization: Bearer $KEY" \\
  -H 'Content-Type: application/json' \\
  -d '{"url": "https://hooks.example.com/waybill", "event_types": ["${first.split('.')[0]}.*"]}'`)}
${patternTable(events)}
<p>URLs are https, on port ${limits.OUTBOUND_PORTS.join(' or ')}; in networks that the operator allows (on a laptop, this machine) any port, and http. An endpoint without event types takes the callbacks (<code>callback_url</code>) to its origin, and nothing else. All that can be set: ${operation('createWebhookEndpoint', 'POST /v1/webhook-endpoints')}.</p>`,
    },
    {
      id: 'delivery',
      title: 'What arrives',
      text: html`<p>A <code>POST</code> with one event as JSON. These members are the same in all types; the rest stands beside each type.</p>
${envelope}
<p>Events are open: read what you know, and let pass what you do not. With the body come these headers, and those that you have set on the endpoint yourself:</p>
${headers}`,
    },
    {
      id: 'verify',
      title: 'Verify it',
      text: html`<ol><li>Take the raw bytes of the body, before anything parses them.</li>
<li>Compare one family of signatures, in constant time. Both are always there: choose one, and do not let headers choose it for you.</li>
<li>Refuse what was not signed just now, with 400: a 5xx would have a forgery tried again.</li>
<li>Only then parse it.</li></ol>
<p>For <code>webhook-signature</code> there are libraries in many languages: <a href="https://www.standardwebhooks.com">Standard Webhooks</a>. The code below needs none.</p>
${LANGUAGES.map(([title, file], index) => html`<details name="language"${index === 0 ? html` open` : ''}><summary>${title}</summary>${code(snippet(file))}</details>`)}`,
    },
    {
      id: 'answer',
      title: 'Answer it',
      text: html`<p>Store the event, answer 2xx, and do the work afterwards. After ${span(limits.ATTEMPT_TIMEOUT_MS)} without a status line the attempt has failed.</p>
${answersTable()}`,
    },
    {
      id: 'retries',
      title: 'When it is tried again',
      text: html`<p>A failed delivery is tried again after about ${span(defaults.initial_delay_ms)}, then after twice as long each time, up to ${span(defaults.max_delay_ms)}; chance takes up to half off each delay. After ${defaults.max_attempts} attempts, or ${span(defaults.max_age_s * 1000)}, it is a dead letter, with the history of all attempts.</p>
<p class="warning"><strong>The defaults give up after about ${lastAttempt(defaults)}.</strong> If your receiver may be down for longer, set a <code>retry_policy</code> on the endpoint. This one goes on for ${span(threeDays.max_age_s! * 1000)}:</p>
${json({ retry_policy: threeDays })}
<h4>The attempts with the defaults, when each fails at once</h4>
${scheduleTable(defaults)}
<p>A later <code>Retry-After</code> of yours moves the next attempt; after 429 the endpoint is left alone for ${span(limits.PAUSE_MAX_MS)} at most. After ${limits.BREAKER_FAILURES} failures in a row an endpoint gets one attempt every ${span(limits.BREAKER_PROBE_MS)} until one succeeds: what waits meanwhile uses up no attempts, but its time runs on. After ${span(limits.FAILING_DISABLES_MS)} without a success the endpoint is disabled. <a href="#operational">Events about the service itself</a> tell you of each.</p>`,
    },
    {
      id: 'duplicates',
      title: 'Duplicates and order',
      text: html`<p>Every event comes at least once. <code>webhook-id</code> is the same at every attempt, after a redrive and in a replay: keep the ids that you have had, and answer 2xx to one that comes again.</p>
<p>The order of arrival is not promised. <code>sequence</code> counts the events of a <code>subject</code> from 1: if you keep the highest that you have had of each subject, and drop what is not higher, you end right. Gaps mean nothing where you are not subscribed to all types.</p>`,
    },
    {
      id: 'versions',
      title: 'Versions',
      text: html`<p>An endpoint gets each type in the version that was the newest when it subscribed. A new version changes nothing for you, until you set it: <code>{"event_versions": {"${versioned}": ${newest}}}</code> in ${operation('updateWebhookEndpoint', `PATCH ${endpoint}`)}. The schema of a version does not change.</p>`,
    },
    {
      id: 'secrets',
      title: 'Rotating the secret',
      text: html`<p>${operation('rotateWebhookSecret', `POST ${endpoint}/rotate-secret`)} makes a new secret. It signs at once, and the one before it signs too for ${span(limits.ROTATION_OVERLAP_S * 1000)}, or for as long as you say, up to ${span(overlap.maximum * 1000)}. Each signature header carries one signature for each secret: accept it if any of them is right. <code>secret.rotation_due</code> tells you of a secret that is ${limits.SECRET_ROTATION_DAYS} days old.</p>`,
    },
    {
      id: 'try',
      title: 'Try your receiver',
      text: html`<p>${operation('pingWebhookEndpoint', `POST ${endpoint}/ping`)} sends a sign of life; with <code>{"type": "${published}"}</code> it sends the example of that type, marked <code>"test": true</code>. Both are signed and retried like all others.</p>
<p>On your own machine the package <code>@waybill/receiver</code> does without us. <code>check</code> sends what goes wrong in real life (duplicates, another order, forged, stale and cut signatures, versions to come) and says what your receiver gets wrong; <code>send</code> sends one event, signed, and tries again as we do:</p>
${code(`export WAYBILL_SECRET=whsec_…
npx -p @waybill/receiver waybill-receiver check http://localhost:9000/webhooks
npx -p @waybill/receiver waybill-receiver send http://localhost:9000/webhooks --type ${published}`)}`,
    },
    {
      id: 'missed',
      title: 'What you have missed',
      text: html`<p>Dead letters are kept for ${limits.RETENTION_DAYS} days, with what was answered. ${operation('redriveDelivery', 'POST /v1/deliveries/{delivery_id}/redrive')} sends one again, ${operation('redriveDeliveries', 'POST /v1/deliveries/redrive')} all that you name. ${operation('replayEvents', `POST ${endpoint}/replay`)} delivers a range of time again, also to an endpoint that is new or was disabled. All under the same ids, so what you have had already you drop.</p>`,
    },
    {
      id: 'polling',
      title: 'Webhooks or polling?',
      text: html`<table><thead><tr><th scope="col">Way</th><th scope="col">Good for</th></tr></thead><tbody>
<tr><th scope="row">Webhook</th><td>A server that is always there, and wants to know of everything: no calls while nothing happens, and what it misses while it is down can be sent again.</td></tr>
<tr><th scope="row"><code>callback_url</code></th><td>One answer to one request, at a URL of its own.</td></tr>
<tr><th scope="row"><code>Prefer: wait=${limits.WAIT_MAX_S}</code></th><td>A script or a short job: the call is answered when the work has ended, after ${limits.WAIT_MAX_S} seconds at the latest.</td></tr>
<tr><th scope="row">${operation('streamRequest', 'GET …/stream')}</th><td>A person who watches: progress as server-sent events.</td></tr>
<tr><th scope="row">${operation('getRequest', 'GET /v1/requests/{request_id}')}</th><td>Whoever cannot be called. Ask with <code>If-None-Match</code>, not before <code>Retry-After</code>.</td></tr>
</tbody></table>
<p>Webhooks and an occasional look at the requests that you still wait for are the surest.</p>`,
    },
  ];
}
