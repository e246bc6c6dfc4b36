#!/usr/bin/env node
/**
 * A receiver for trying deliveries out: takes CloudEvents in, writes each new one to a file, and can
 * be told to misbehave. Knows an event by its Idempotency-Key, as a careful intake does.
 */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';

const HELP = `Usage: node scripts/receiver.mjs [options]

  --port <number>        default 8025; 0 takes any free one
  --record <file>        NDJSON of what was taken in (default received.ndjson)
  --misbehave <list>     of ${Object.keys(misbehaviours()).join(', ')}
  --share <0..1>         share of requests that it misbehaves on (default 0.2)
  --hang-ms <number>     how long a hanging answer hangs (default 60000)
  --delay-ms <number>    before every answer (default 0)
  --seed <number>        so that two tries misbehave alike (default 1)
  --quiet                no line a request

POST takes an event in; GET /state tells what came in, GET /ids the list of event ids.
`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8025' },
    record: { type: 'string', default: 'received.ndjson' },
    misbehave: { type: 'string', default: '' },
    share: { type: 'string', default: '0.2' },
    'hang-ms': { type: 'string', default: '60000' },
    'delay-ms': { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    quiet: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}

/** Each is given the request's event and answers, or does not. `takeIn` says that it was received. */
function misbehaviours() {
  return {
    500: ({ response }) => response.writeHead(500).end('broken'),
    503: ({ response }) => response.writeHead(503, { 'retry-after': '0' }).end(),
    429: ({ response }) => response.writeHead(429, { 'retry-after': '1' }).end(),
    408: ({ response }) => response.writeHead(408).end(),
    reset: ({ response }) => response.destroy(),
    hang: ({ response }) => setTimeout(() => response.destroy(), Number(values['hang-ms'])).unref(),
    lose: ({ response, takeIn }) => {
      takeIn();
      response.destroy();
    },
    half: ({ response, takeIn }) => {
      takeIn();
      response.writeHead(200, { 'content-length': '100' });
      response.write('half an ans');
      setTimeout(() => response.destroy(), 5);
    },
    huge: ({ response, takeIn }) => {
      takeIn();
      response.writeHead(200).end(Buffer.alloc(8 * 1024 * 1024, 'x'));
    },
    conflict: ({ response, takeIn, id }) => {
      takeIn();
      response.writeHead(409).end(`already have ${id}`);
    },
  };
}

const taken = new Map();
const state = {
  requests: 0,
  misbehaved: 0,
  again: 0,
  otherBody: 0,
  disorder: 0,
  inFlight: 0,
  mostInFlight: 0,
};
const lastOf = new Map();
let seed = Number(values.seed) >>> 0;

/** A share of 2^32, the same row for the same seed. */
function nextRandom() {
  seed = (seed + 0x6d2b79f5) >>> 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

try {
  for (const line of readFileSync(values.record, 'utf8').split('\n')) if (line) remember(line);
} catch {
  writeFileSync(values.record, '', { mode: 0o600 });
}

function remember(body) {
  const { id, data } = JSON.parse(body);
  taken.set(id, body);
  const [notice, version] = id.split('.');
  if ((lastOf.get(notice) ?? 0) > Number(version)) state.disorder += 1;
  lastOf.set(notice, Number(version));
  return data;
}

function takeIn(id, body) {
  const known = taken.get(id);
  if (known === undefined) {
    remember(body);
    appendFileSync(values.record, `${body}\n`);
  } else {
    state.again += 1;
    if (known !== body) state.otherBody += 1;
  }
}

const modes = values.misbehave.split(',').filter(Boolean);
const acts = misbehaviours();
for (const mode of modes)
  if (acts[mode] === undefined) {
    process.stderr.write(`receiver: no misbehaviour is called ${mode}\n${HELP}`);
    process.exit(2);
  }

const server = createServer((request, response) => {
  if (request.method === 'GET') return void answerQuestion(request, response);
  state.requests += 1;
  state.inFlight += 1;
  state.mostInFlight = Math.max(state.mostInFlight, state.inFlight);
  response.on('close', () => {
    state.inFlight -= 1;
  });
  const chunks = [];
  request.on('error', () => {});
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString();
    const id = request.headers['idempotency-key'] ?? '';
    const event = { id, response, takeIn: () => takeIn(id, body) };
    const isMisbehaving = modes.length > 0 && nextRandom() < Number(values.share);
    const mode = isMisbehaving ? modes[Math.floor(nextRandom() * modes.length)] : 'take';
    if (!values.quiet) process.stdout.write(`${mode} ${id}\n`);
    if (isMisbehaving) state.misbehaved += 1;
    const act = isMisbehaving ? acts[mode] : acknowledge;
    const delay = Number(values['delay-ms']);
    if (delay > 0) setTimeout(act, delay, event);
    else act(event);
  });
});

function acknowledge({ response, takeIn: take }) {
  take();
  response.writeHead(202).end();
}

function answerQuestion(request, response) {
  response.setHeader('content-type', 'application/json');
  if (request.url === '/ids')
    return response.end([...taken.keys()].map((id) => `${id}\n`).join(''));
  response.end(`${JSON.stringify({ taken: taken.size, ...state })}\n`);
}

server.listen(Number(values.port), '127.0.0.1', () => {
  process.stdout.write(`listening on http://127.0.0.1:${server.address().port}\n`);
});
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    process.stdout.write(`${JSON.stringify({ taken: taken.size, ...state })}\n`);
    process.exit(0);
  });
