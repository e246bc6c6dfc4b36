import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { composeEvent, type EventNaming } from '../../src/deliver/cloud-event.ts';
import { HttpSink } from '../../src/deliver/http-sink.ts';
import type { Action } from '../../src/notice/notice.ts';
import { aNotice } from '../ledger/ledger-rows.ts';

/**
 * The CloudEvents project's own package for JavaScript: it parses a request as a receiver would, and
 * checks the event against the CloudEvents JSON Schema that it brings with it.
 */
interface ForeignPackage {
  readonly HTTP: {
    toEvent(message: { headers: IncomingHttpHeaders; body: string }): {
      toJSON(): object;
      validate(): boolean;
    };
  };
}

const NAMING: EventNaming = {
  source: 'urn:nld:oin:00000000000000000001:systeem:screening-catchup',
  typePrefix: 'nl.bjsg.continue-screening.herbeoordeling',
  dataschema: 'urn:nld:screening-catchup:schema:bericht:v1',
  shape: 'WHOLE',
  dataref: null,
};
const BARE: EventNaming = {
  ...NAMING,
  shape: 'BARE',
  dataref: 'https://intake.example/berichten/',
};

// Under a name that the compiler does not know, so that types are the same with and without it.
const packageName: string = 'cloudevents';
const { HTTP }: ForeignPackage = await import(packageName);

function bodyOf(naming: EventNaming, action: Action): string {
  return composeEvent(aNotice({ action }), '2025-09-26T01:02:03.004Z', naming);
}

/** What a receiver is handed when the sink sends this body. */
async function receive(sent: string): Promise<{ headers: IncomingHttpHeaders; body: string }> {
  const received = { headers: {}, body: '' };
  const server = createServer(async (request, response) => {
    received.headers = request.headers;
    for await (const chunk of request) received.body += chunk;
    response.writeHead(202).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const secrets = { bearerToken: null, ca: null, client: null };
  const sink = new HttpSink({ url, concurrency: 1, deadlineMs: 5000, ...secrets });
  await sink.send({ eventId: 'a.1', body: sent, traceparent: '00-aa-bb-01' });
  await sink.close();
  server.close();
  return received;
}

describe('a CloudEvents implementation of others (contract 6)', () => {
  it.each<[string, Action, EventNaming]>([
    ['a new notice', 'NEW', NAMING],
    ['an amended notice', 'AMENDED', NAMING],
    ['a retracted notice', 'RETRACTED', NAMING],
    ['a bare one', 'NEW', BARE],
  ])('reads %s as it was sent, and finds it valid', async (_, action, naming) => {
    const sent = bodyOf(naming, action);

    const event = HTTP.toEvent(await receive(sent));

    expect(event.validate()).toBe(true);
    expect(event.toJSON()).toEqual(JSON.parse(sent));
  });

  it.each([
    ['no source', { source: undefined }],
    ['no type', { type: undefined }],
    ['a schema that is no URI', { dataschema: 'bericht v1' }],
    ['an attribute in capitals', { DataRef: 'x' }],
  ])('refuses an event with %s, so that its word counts', async (_, change) => {
    const sent = JSON.stringify({ ...JSON.parse(bodyOf(NAMING, 'NEW')), ...change });

    const message = await receive(sent);

    expect(() => HTTP.toEvent(message).validate()).toThrow();
  });
});
