import { CatchUpError } from '../errors.ts';

/** An address to send to: https, or http to this machine itself. Throws `CONFIGURATION`, without the address. */
export function parseOutgoingUrl(text: string, name: string): URL {
  if (!URL.canParse(text)) throw new CatchUpError('CONFIGURATION', `${name} is no URL`);
  const url = new URL(text);
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal))
    throw new CatchUpError('CONFIGURATION', `${name} must begin with https:`);
  if (url.username !== '' || url.password !== '')
    throw new CatchUpError('CONFIGURATION', `${name} must hold no user name or password`);
  return url;
}
