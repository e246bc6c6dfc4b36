import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callProgram } from '../support/in-process.ts';
import { writeDecisions, writeSubscriptions } from '../support/nights.ts';

const NOW = '2025-08-16T05:15:00Z';

describe('the message of a notice (contract 6)', () => {
  let folder = '';
  let ledger: string[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'messages-'));
    ledger = ['--ledger', join(folder, 'ledger.db'), '--log-level', 'silent'];
    const at = '2025-08-15T10:00:00+02:00';
    writeDecisions(folder, 'om.csv', [{ id: 'D1', at, isOfSubscriber: true }]);
    writeSubscriptions(folder);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function configure(delivery: object | undefined): string[] {
    writeFileSync(join(folder, 'catchup.json'), JSON.stringify({ delivery }));
    return ['--config', join(folder, 'catchup.json')];
  }
  const naming = (name: string) => {
    const sinks = { KINDEROPVANG: { kind: 'file', path: 'sent.ndjson' } };
    return { source: `urn:nld:oin:00000000000000000000:systeem:${name}`, sinks };
  };
  const run = (...more: string[]) =>
    callProgram(
      [
        ...['run', '--from', '2025-08-14', '--until', '2025-08-16', ...ledger, ...more],
        ...['--decisions', join(folder, 'om.csv'), '--out', join(folder, 'out')],
        ...['--subscriptions', join(folder, 'subscriptions.csv')],
      ],
      NOW,
    );
  const deliver = (config: string[]) => callProgram(['deliver', ...ledger, ...config], NOW);
  const sentFrom = () => JSON.parse(readFileSync(join(folder, 'sent.ndjson'), 'utf8')).source;

  it('is kept with its notice, as the configuration of the run has it', async () => {
    await run(...configure(naming('night')));
    const { stdout } = await callProgram(['deliveries', ...ledger.slice(0, 2)], NOW);
    expect(stdout).toContain('WAITING');

    await deliver(configure(naming('morning')));
    expect(sentFrom()).toBe(naming('night').source);
  });

  it('is made by the first delivery where the run is not told how', async () => {
    await run(...configure(undefined));
    await deliver(configure(naming('morning')));
    expect(sentFrom()).toBe(naming('morning').source);
  });

  it('is not kept by a run that only looks', async () => {
    await run();
    const again = await run('--dry-run', ...configure(naming('night')));
    expect(again.code).toBe(0);
    await deliver(configure(naming('morning')));
    expect(sentFrom()).toBe(naming('morning').source);
  });
});
