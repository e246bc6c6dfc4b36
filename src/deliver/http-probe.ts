import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { HttpSinkOptions } from './http-sink.ts';

/**
 * Reaches a sink and shakes hands with it, with certificate and authority as a delivery would, and
 * sends nothing. Gives what is wrong; null where nothing is.
 */
export function probe(
  options: Pick<HttpSinkOptions, 'url' | 'deadlineMs' | 'ca' | 'client'>,
): Promise<string | null> {
  return new Promise((resolve) => {
    const isTls = options.url.protocol === 'https:';
    const socket = isTls ? openTls(options) : openPlain(options.url);
    const end = (fault: string | null) => {
      socket.destroy();
      resolve(fault);
    };
    socket.setTimeout(options.deadlineMs, () => end(`no answer within ${options.deadlineMs} ms`));
    socket.once(isTls ? 'secureConnect' : 'connect', () => end(null));
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.name));
  });
}

function openPlain({ hostname, port }: URL): Socket {
  return connectPlain({ host: bare(hostname), port: Number(port || 80) });
}

function openTls({ url, ca, client }: Pick<HttpSinkOptions, 'url' | 'ca' | 'client'>): Socket {
  const host = bare(url.hostname);
  return connectTls({
    host,
    port: Number(url.port || 443),
    // RFC 6066, 3: an address is no server name.
    ...(isIP(host) === 0 ? { servername: host } : {}),
    rejectUnauthorized: true,
    ...(ca === null ? {} : { ca }),
    ...(client === null ? {} : { cert: client.certificate, key: client.key }),
  });
}

/** An IPv6 address stands in brackets in a URL only. */
function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}
