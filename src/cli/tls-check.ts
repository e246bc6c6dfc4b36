import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { HttpSinkOptions } from '../deliver/http-sink.ts';
import { CatchUpError } from '../errors.ts';

/** Finds certificates and keys that no connection could use, before one is tried. Throws `CONFIGURATION`. */
export function checkTls(
  { ca, client }: Pick<HttpSinkOptions, 'ca' | 'client'>,
  place: string,
): void {
  // A file without a certificate is taken for one that trusts nobody.
  if (ca !== null && fails(() => new X509Certificate(ca)))
    throw new CatchUpError('CONFIGURATION', `${place}.ca holds no certificate in PEM`);
  if (client === null) return;
  const { certificate, key } = client;
  if (fails(() => new X509Certificate(certificate)))
    throw new CatchUpError(
      'CONFIGURATION',
      `${place}.clientCertificate holds no certificate in PEM`,
    );
  if (fails(() => createSecureContext({ cert: certificate, key })))
    throw new CatchUpError(
      'CONFIGURATION',
      `${place}.clientKey is not the key of that certificate, in PEM and without a password`,
    );
}

function fails(work: () => unknown): boolean {
  try {
    work();
    return false;
  } catch {
    return true;
  }
}
