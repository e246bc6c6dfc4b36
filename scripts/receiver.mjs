#!/usr/bin/env node
/**
 * A receiver for trying deliveries out: takes CloudEvents in, writes each new one to a file, and can
 * be told to misbehave. Knows an event by its Idempotency-Key, as a careful intake does.
 */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { misbehaviours, refuseWith } from './receiver/misbehaviours.mjs';

const HELP = `Usage: node scripts/receiver.mjs [options]

  --port <number>        default 8025; 0 takes any free one
  --record <file>        NDJSON of what was taken in (default received.ndjson)
  --misbehave <list>     of ${Object.keys(misbehaviours({})).join(', ')}, or any status from 300 to 599
  --share <0..1>         share of requests that it misbehaves on (default 0.2)
  --hang-ms <number>     how long a hanging answer hangs (default 60000)
  --retry-after <value>  with 429 and 503 (default 1); in:3000 is a date so many milliseconds from then
  --delay-ms <number>    before every answer (default 0)
  --seed <number>        so that two tries misbehave alike (default 1)
  --quiet                no line a request

POST takes an event in; GET /state tells what came in, GET /ids the list of event ids.
`;

const { values } = readOptions({
  options: {
    port: { type: 'string', default: '8025' },
    record: { type: 'string', default: 'received.ndjson' },
    misbehave: { type: 'string', default: '' },
    share: { type: 'string', default: '0.2' },
    'hang-ms': { type: 'string', default: '60000' },
    'retry-after': { type: 'string', default: '1' },
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

function readOptions(known) {
  try {
    return parseArgs(known);
  } catch (error) {
    return refuse(error.message);
  }
}

function refuse(message) {
  process.stderr.write(`receiver: ${message}\n\n${HELP}`);
  process.exit(2);
}

const modes = values.misbehave.split(',').filter(Boolean);
const acts = misbehaviours({ hangMs: Number(values['hang-ms']) });
for (const mode of modes) {
  if (/^[345]\d\d$/.test(mode)) acts[mode] = refuseWith(Number(mode), values['retry-after']);
  else if (!Object.hasOwn(acts, mode)) refuse(`no misbehaviour is called ${mode}`);
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
  /** Shortest time between a refusal and the next try of that event. */
  soonestMs: null,
  /** First and last event taken in of each sector. */
  tookMs: {},
};
const lastOf = new Map();
const refusedMs = new Map();
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
  const { id, data, time } = JSON.parse(body);
  taken.set(id, body);
  const [notice, version] = id.split('.');
  countDisorder(`notice ${notice}`, Number(version));
  // A bare event does not say whom it is about.
  if (data?.subscription_id !== undefined)
    countDisorder(`${data.sector} ${data.bsn || data.subscription_id}`, Date.parse(time));
}

function countDisorder(lane, place) {
  if ((lastOf.get(lane) ?? 0) > place) state.disorder += 1;
  lastOf.set(lane, place);
}

function isEvent(id, body) {
  try {
    const event = JSON.parse(body);
    return event.specversion === '1.0' && typeof event.id === 'string' && event.id === id;
  } catch {
    return false;
  }
}

function takeIn(id, body) {
  const known = taken.get(id);
  if (known === undefined) {
    remember(body);
    appendFileSync(values.record, `${body}\n`);
    const { sector } = JSON.parse(body).data ?? {};
    const nowMs = performance.now();
    state.tookMs[sector] = { first: state.tookMs[sector]?.first ?? nowMs, last: nowMs };
  } else {
    state.again += 1;
    if (known !== body) state.otherBody += 1;
  }
}

/** Told of every request of an event, and whether it is going to be refused. */
function noteTry(id, isRefused) {
  const before = refusedMs.get(id);
  if (before !== undefined)
    state.soonestMs = Math.min(
      state.soonestMs ?? Number.POSITIVE_INFINITY,
      performance.now() - before,
    );
  if (isRefused) refusedMs.set(id, performance.now());
  else refusedMs.delete(id);
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
    if (!isEvent(id, body)) return response.writeHead(400).end('not an event with its key');
    const event = { id, response, takeIn: () => takeIn(id, body) };
    const isMisbehaving = modes.length > 0 && nextRandom() < Number(values.share);
    const mode = isMisbehaving ? modes[Math.floor(nextRandom() * modes.length)] : 'take';
    if (!values.quiet) process.stdout.write(`${mode} ${id}\n`);
    if (isMisbehaving) state.misbehaved += 1;
    noteTry(id, isMisbehaving);
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
  // Whoever asks now and then must not come back on a connection that times out in that moment.
  response.setHeader('connection', 'close');
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
