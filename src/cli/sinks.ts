import { dirname, join, resolve } from 'node:path';
import { FileSink } from '../deliver/file-sink.ts';
import { HttpSink, type HttpSinkOptions } from '../deliver/http-sink.ts';
import type { Sink } from '../deliver/sink.ts';
import { CatchUpError } from '../errors.ts';
import type { DeliveryConfiguration, Secret, SinkConfiguration } from './delivery-configuration.ts';
import { parseOutgoingUrl } from './outgoing-url.ts';
import { readSecret, readText } from './secrets.ts';
import { checkTls } from './tls-check.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface SinkSurroundings {
  readonly ledgerFile: string;
  /** Files that the configuration names are found from here. */
  readonly folder: string;
  readonly environment: Environment;
}

/** Makes sinks as they are asked for, and closes them all. */
export class Sinks {
  readonly #configuration: DeliveryConfiguration;
  readonly #around: SinkSurroundings;
  readonly #sinks = new Map<string, Sink>();

  /** Makes every configured sink at once, so that a fault is found before anything is sent. */
  constructor(configuration: DeliveryConfiguration, around: SinkSurroundings) {
    this.#configuration = configuration;
    this.#around = around;
    for (const sector of Object.keys(configuration.sinks)) this.of(sector);
  }

  of(sector: string): Sink {
    const known = this.#sinks.get(sector);
    if (known !== undefined) return known;
    const sink = this.#make(sector, this.#configuration.sinks[sector] ?? { kind: 'file' });
    this.#sinks.set(sector, sink);
    return sink;
  }

  /** Sectors that were asked for and that the configuration leaves out, and where their file lies. */
  get unnamed(): readonly { readonly sector: string; readonly file: string }[] {
    return [...this.#sinks.keys()]
      .filter((sector) => !Object.hasOwn(this.#configuration.sinks, sector))
      .map((sector) => ({ sector, file: sinkFile(sector, undefined, this.#around) }));
  }

  ratePerSecond(sector: string): number | null {
    return this.#configuration.sinks[sector]?.ratePerSecond ?? null;
  }

  async close(): Promise<void> {
    for (const sink of this.#sinks.values()) await sink.close();
  }

  #make(sector: string, sink: SinkConfiguration): Sink {
    if (sink.kind === 'file') return new FileSink(sinkFile(sector, sink.path, this.#around));
    return new HttpSink(httpOptions(sector, sink, this.#configuration, this.#around));
  }
}

/** Where a `file` sink writes. */
export function sinkFile(
  sector: string,
  path: string | undefined,
  { ledgerFile, folder }: Pick<SinkSurroundings, 'ledgerFile' | 'folder'>,
): string {
  if (path !== undefined) return resolve(folder, path);
  return join(outboxFolder(ledgerFile), `${sector}.ndjson`);
}

/** Where `file` sinks write that name no file. */
export function outboxFolder(ledgerFile: string): string {
  return join(dirname(ledgerFile), 'outbox');
}

/** What an HTTP sink needs, its secrets read. Throws `CONFIGURATION`. */
export function httpOptions(
  sector: string,
  sink: Extract<SinkConfiguration, { kind: 'http' }>,
  { concurrency, deadlineSeconds }: DeliveryConfiguration,
  { environment, folder }: SinkSurroundings,
): HttpSinkOptions {
  const place = `delivery.sinks.${sector}`;
  const url = parseOutgoingUrl(sink.url, `${place}.url`);
  if (environment.NODE_TLS_REJECT_UNAUTHORIZED === '0')
    throw new CatchUpError(
      'CONFIGURATION',
      'NODE_TLS_REJECT_UNAUTHORIZED=0 turns the check of certificates off: unset it to deliver',
    );
  const secret = (value: Secret | undefined, name: string) =>
    value === undefined ? null : readSecret(value, `${place}.${name}`, folder, environment);
  const text = (file: string, name: string) => readText(resolve(folder, file), `${place}.${name}`);
  const bearerToken = secret(sink.bearerToken, 'bearerToken');
  if (bearerToken !== null && !/^[!-~]+$/.test(bearerToken))
    throw new CatchUpError('CONFIGURATION', `${place}.bearerToken must be one word of ASCII`);
  const key = secret(sink.clientKey, 'clientKey');
  if ((key === null) !== (sink.clientCertificate === undefined))
    throw new CatchUpError(
      'CONFIGURATION',
      `${place}: clientCertificate and clientKey go together`,
    );
  const tls = {
    ca: sink.ca === undefined ? null : text(sink.ca, 'ca'),
    client:
      key === null || sink.clientCertificate === undefined
        ? null
        : { certificate: text(sink.clientCertificate, 'clientCertificate'), key },
  };
  checkTls(tls, place);
  return { url, concurrency, deadlineMs: deadlineSeconds * 1000, bearerToken, ...tls };
}
