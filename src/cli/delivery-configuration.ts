import { z } from 'zod';

const seconds = (least: number) => z.number().min(least).max(86_400);

/** A secret never stands in the configuration, only where it is. */
export const SECRET_SCHEMA = z.union(
  [
    z.strictObject({ env: z.string().min(1).describe('Name of the environment variable') }),
    z.strictObject({ file: z.string().min(1).describe('File that only its owner can read') }),
  ],
  'expected { "env": "NAME" } or { "file": "path" }, not the secret itself',
);

const fileSink = z.strictObject({
  kind: z.literal('file'),
  path: z.string().min(1).optional().describe('NDJSON; default: <sector>.ndjson beside the ledger'),
  ratePerSecond: z.number().positive().optional().describe('Most notices a second'),
});

const httpSink = z.strictObject({
  kind: z.literal('http'),
  url: z.url().describe('Where to POST; https, or http to this machine itself'),
  ratePerSecond: z.number().positive().optional().describe('Most requests a second'),
  bearerToken: SECRET_SCHEMA.optional(),
  ca: z.string().optional().describe('PEM file of the authorities to trust'),
  clientCertificate: z.string().optional().describe('PEM file'),
  clientKey: SECRET_SCHEMA.optional().describe('PEM of the key of the client certificate'),
});

/** The `delivery` part of the configuration: units stand in the names. */
export const DELIVERY_SCHEMA = z.strictObject({
  concurrency: z.int().min(1).max(1024).default(8).describe('Most requests in flight'),
  deadlineSeconds: seconds(0.01).default(30).describe('For a whole request'),
  graceSeconds: seconds(0).max(9).default(8).describe('How long a stop waits for answers'),
  triesPerCall: z.int().min(1).max(100).default(5).describe('Tries of one notice in one call'),
  retry: z
    .strictObject({
      baseSeconds: seconds(0.001).default(0.5),
      capSeconds: seconds(0.001).default(30),
      retryAfterCapSeconds: seconds(0).default(300),
    })
    .prefault({}),
  circuit: z
    .strictObject({
      failuresToPause: z.int().min(1).default(10).describe('Failures in a row'),
      pauseSeconds: seconds(0.001).default(2),
      pauseCapSeconds: seconds(0.001).default(60),
      trialsToGiveUp: z.int().min(1).default(4).describe('Trials that fail in a row'),
    })
    .prefault({}),
  source: z
    .string()
    .regex(/^urn:nld:[a-z0-9()+,\-.:=@;$_!*'%/]+$/i, 'expected a URN that begins with urn:nld:')
    .default('urn:nld:oin:00000000000000000000:systeem:screening-catchup')
    .describe('Who sends: urn:nld:oin:<20 digits>:systeem:<name>'),
  typePrefix: z
    .string()
    .regex(/^[a-z]{2,}(\.[a-z][a-z0-9-]*)+$/, 'expected reverse DNS, as in nl.example')
    .default('nl.bjsg.continue-screening.herbeoordeling')
    .describe('Reverse DNS, without the names of organisations'),
  dataschema: z
    .string()
    .regex(/^[a-z][a-z0-9+.-]*:\S+$/i, 'expected an absolute URI')
    .default('urn:nld:screening-catchup:schema:bericht:v1'),
  shape: z.enum(['whole', 'bare']).default('whole').describe('What the data hold'),
  dataref: z.string().optional().describe('For bare: what stands before the event id in dataref'),
  sinks: z
    .record(z.string(), z.discriminatedUnion('kind', [fileSink, httpSink]))
    .default({})
    .describe('By sector; a sector without one has a file sink'),
});

export type DeliveryConfiguration = z.output<typeof DELIVERY_SCHEMA>;
export type SinkConfiguration = DeliveryConfiguration['sinks'][string];
export type Secret = z.output<typeof SECRET_SCHEMA>;
