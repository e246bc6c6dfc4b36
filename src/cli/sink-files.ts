import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readConfiguration } from './configuration.ts';
import { outboxFolder, sinkFile } from './sinks.ts';

/**
 * Files with delivered notices that `file` sinks wrote, sorted: those of the configuration and all that
 * lie where such sinks write without one. They are the receiver's, and nothing here removes them.
 */
export async function listSinkFiles(
  ledgerFile: string,
  configuration: string | undefined,
): Promise<readonly string[]> {
  const { delivery, folder } = await readConfiguration(configuration);
  const outbox = outboxFolder(ledgerFile);
  const found = existsSync(outbox) ? readdirSync(outbox) : [];
  const files = found.filter((name) => name.endsWith('.ndjson')).map((name) => join(outbox, name));
  for (const [sector, sink] of Object.entries(delivery.sinks))
    if (sink.kind === 'file') files.push(sinkFile(sector, sink.path, { ledgerFile, folder }));
  return [...new Set(files)].filter((file) => existsSync(file)).sort();
}
