import { userInfo } from 'node:os';
import { processingLogOf } from '../audit/processing-log.ts';
import { CatchUpError } from '../errors.ts';
import { openLedger } from '../ledger/sqlite-ledger.ts';
import { confirm } from './confirm.ts';
import type { PurgeOptions } from './purge.ts';
import { parseSentence } from './sentence.ts';
import { wordsOf } from './words-of.ts';

/** `purge --destroy-key`: asks, and makes every digest that purges left the digest of nobody. */
export async function destroyKeyCommand(options: PurgeOptions): Promise<number> {
  if (options.before !== undefined || options.rejects === true || options.waiting === true)
    throw new CatchUpError(
      'USAGE',
      '--destroy-key goes with none of --before, --rejects, --waiting',
    );
  const words = wordsOf(options).purge;
  const by = parseSentence(options.by ?? userInfo().username, '--by');
  const ledger = await openLedger({ file: options.ledger, access: 'write', create: false });
  try {
    const purging = ledger.purging();
    if (purging.key() === null)
      throw new CatchUpError(
        'USAGE',
        'this ledger holds no key: nothing was purged since the last was destroyed',
      );
    const stays = words.logStays(processingLogOf(options.ledger));
    if (options.yes !== true)
      await confirm(
        `${words.askKey}\n${stays}`,
        { input: process.stdin, output: process.stderr },
        words.typeYes,
      );
    await purging.destroyKey(by);
    process.stdout.write(`${words.keyDestroyed}\n${stays}\n`);
    return 0;
  } finally {
    await ledger.close();
  }
}
