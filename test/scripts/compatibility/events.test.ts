/** What may change in an AsyncAPI document, and that released versions of events may not. */
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../scripts/generator/documents.ts';
import { findingsAfter, inShort, object, paid, small, text } from '../../fixtures/contracts.ts';

describe('events', () => {
  const messages = (asyncapi: Json) => asyncapi.channels.webhooks.messages;
  const message = (asyncapi: Json) => messages(asyncapi)['order.paid.v1'];
  test.each<[what: string, change: (asyncapi: Json) => void, findings: string[]]>([
    [
      'a message that is gone',
      (a) => {
        delete messages(a)['order.paid.v1'];
        a.operations.deliver.messages = [];
      },
      ['message order.paid v1: is gone'],
    ],
    [
      'a message that is sent no longer',
      (a) => (a.operations.deliver.messages = []),
      ['operation deliver: has the message order.paid v1 no longer'],
    ],
    [
      'a channel that is gone',
      (a) => Object.assign(a, { channels: {}, operations: {} }),
      ['message order.paid v1: is gone', 'channel webhooks: is gone', 'operation deliver: is gone'],
    ],
    [
      'a channel at another address',
      (a) => (a.channels.webhooks.address = 'x'),
      ['channel webhooks: has another `address`, which cannot be judged'],
    ],
    ['an operation that is gone', (a) => (a.operations = {}), ['operation deliver: is gone']],
    [
      'an operation the other way',
      (a) => (a.operations.deliver.action = 'receive'),
      ['operation deliver: has another `action`, which cannot be judged'],
    ],
    [
      'another content type',
      (a) => (message(a).contentType = 'text/xml'),
      ['message order.paid v1: has another `contentType`, which cannot be judged'],
    ],
    [
      'a header that is gone',
      (a) => delete message(a).bindings.http.headers.properties['X-Test'],
      ['message order.paid v1 → header /x-test: is gone'],
    ],
    [
      'a header that may be absent',
      (a) => (message(a).bindings.http.headers.required = []),
      ['message order.paid v1 → header /webhook-id: may be absent now'],
    ],
    [
      'something new of the headers',
      (a) => (message(a).bindings.http.headers.minProperties = 1),
      ['message order.paid v1 → headers: has another `minProperties`, which cannot be judged'],
    ],
    [
      'headers of the message itself',
      (a) => (message(a).headers = object({})),
      ['message order.paid v1: has another `headers`, which cannot be judged'],
    ],
    [
      'another binding',
      (a) => (message(a).bindings.kafka = {}),
      ['message order.paid v1: has another `kafka`, which cannot be judged'],
    ],
    [
      'an event that may be published no longer',
      (a) => (message(a)['x-publishable'] = false),
      ['message order.paid v1: may be published no longer'],
    ],
    [
      'a new version that asks publishers for more',
      (a) =>
        (messages(a)['order.paid.v2'] = paid(2, object({ amount: { type: 'integer' }, vat: {} }, ['amount', 'vat']))),
      ['POST /v1/events → data of order.paid /vat: is new and required'],
    ],
  ])('%s breaks', (_, change, findings) => {
    expect(inShort(findingsAfter(({ asyncapi }) => change(asyncapi)))).toEqual(findings);
  });

  test.each<[what: string, change: (asyncapi: Json) => void]>([
    ['a message that is new', (a) => (messages(a)['x.v1'] = { ...paid(1), name: 'x' })],
    [
      'a new version that takes what was published',
      (a) => (messages(a)['order.paid.v2'] = paid(2, object({ amount: { type: 'number' } }))),
    ],
    ['a header that is new', (a) => (message(a).bindings.http.headers.properties['X-New'] = text)],
    ['a version that is deprecated', (a) => (message(a).payload.deprecated = true)],
    [
      'what is said to people',
      (a) => {
        message(a).payload.properties.data.description = 'x';
        message(a).title = 'x';
        message(a).examples = [];
      },
    ],
    [
      'a component where there was none',
      (a) => {
        a.components.schemas.Paid = message(a).payload;
        message(a).payload = { $ref: '#/components/schemas/Paid' };
      },
    ],
    ['another binding version', (a) => (message(a).bindings.http.bindingVersion = '0.4.0')],
  ])('%s is harmless', (_, change) => {
    expect(inShort(findingsAfter(({ asyncapi }) => change(asyncapi)))).toEqual([]);
  });

  test('a message that is gone, with the webhook and the callback that are made of it, is one finding', () => {
    const found = findingsAfter(({ openapi, asyncapi }) => {
      Object.assign(asyncapi, {
        channels: { webhooks: { address: null, messages: {} } },
        operations: { deliver: { ...asyncapi.operations.deliver, messages: [] } },
      });
      Object.assign(openapi, { webhooks: {} });
      openapi.paths['/orders'].post.callbacks = {};
    });
    expect(found).toMatchObject([
      {
        what: 'is gone',
        places: ['message order.paid v1', 'POST /orders → callback order.paid.v1', 'webhook order.paid.v1'],
      },
    ]);
  });

  const frozen = (change: (data: Json) => void) =>
    findingsAfter(({ asyncapi }) => change(message(asyncapi).payload.properties.data));

  test('a released version is frozen, also against what receivers could bear', () => {
    const [finding, ...more] = frozen((data) => (data.properties.tag = text));
    expect(finding).toMatchObject({
      places: ['event order.paid v1'],
      what: 'is frozen, and its schema has changed; `data.tag` is new and may be absent',
      breaks: ['nobody who reads it, but the promise that a released version stays as it is'],
      instead: expect.stringMatching(/^though receivers could bear it, .*add a version/),
    });
    expect(more).toEqual([]);
    // Publishers are judged by the same schema, and none of them sends what the catalogue did not tell of.
    const [, ...needed] = frozen((data) =>
      Object.assign(data, { required: [...data.required, 'tag'] }, { properties: { ...data.properties, tag: text } }),
    );
    expect(inShort(needed)).toEqual(['POST /v1/events → data of order.paid /tag: is new and required']);
  });

  test('what breaks receivers of a released version says so', () => {
    const found = frozen((data) => (data.properties.amount = { type: 'number' }));
    expect(found.map(({ places, breaks }) => [places[0], ...breaks])).toEqual([
      ['event order.paid v1', 'receivers of order.paid v1'],
      ['message order.paid v1 → payload /data/amount', 'receivers of order.paid v1'],
    ]);
  });

  test('a member called `description` is no description', () => {
    const before = small();
    message(before.asyncapi).payload.properties.data.properties = { description: text, title: text };
    const found = findingsAfter(
      ({ asyncapi }) => (message(asyncapi).payload.properties.data.properties.title = { type: 'integer' }),
      before,
    );
    expect(inShort(found)[0]).toContain('`data.title` is an integer now, not a string');
  });

  test('a release that was edited by hand, with its hash or without, is found', () => {
    const edited = findingsAfter((_, released) => {
      released.asyncapi = structuredClone(released.asyncapi);
      message(released.asyncapi).payload.required.push('tag');
    });
    expect(inShort(edited).join()).toContain('has another hash in specs/released/event-versions.json');
    const unhashed = findingsAfter((_, released) => (released.hashes = { 'order.paid': {} }));
    expect(inShort(unhashed)).toEqual([expect.stringContaining('event order.paid v1: has another hash')]);
  });

  test('a version that was released and is nowhere any more is found by its hash', () => {
    const found = findingsAfter((_, released) => (released.hashes = { ...released.hashes, 'order.lost': { 1: 'ab' } }));
    expect(inShort(found)).toContain('message order.lost v1: is gone');
  });
});
