import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RUN } from '../../src/cli/commands/run.ts';
import { describeMetrics } from '../../src/watch/metrics.ts';

const SCRIPTS = join(import.meta.dirname, '../../scripts');
const read = (name: string) => readFileSync(join(SCRIPTS, name), 'utf8');
const FLAGS = new Set(RUN.options.map(({ flags }) => flags.split(' ')[0] ?? ''));

describe('the examples for every night', () => {
  it.each([
    ['crontab', /main\.js run (.*) > /],
    ['screening-catchup.service', /main\.js run ((?:.*\\\n)*.*)\n/],
    ['cronjob.yaml', /- run\n([\s\S]*)resources:/],
  ])('give only options that the program has: %s', (file, pattern) => {
    const used = pattern.exec(read(`deploy/${file}`))?.[1]?.match(/--[a-z-]+/g) ?? [];

    expect(used.filter((flag) => !FLAGS.has(flag))).toEqual([]);
    expect(used).toEqual(expect.arrayContaining(['--quiet', '--slice', '--require-coverage']));
  });

  it('tell what waits for a person from a failure (contract 7)', () => {
    const cronjob = read('deploy/cronjob.yaml');
    const codes = [...cronjob.matchAll(/action: (\w+)\n\s+onExitCodes:[\s\S]*?values: \[(.*)\]/g)];

    expect(codes.map(([, action, values]) => [action, values])).toEqual([
      ['FailJob', '1, 2, 3, 6'],
      ['Count', '4, 5'],
    ]);
    expect(read('deploy/screening-catchup.service')).toContain('\nSuccessExitStatus=3\n');
  });

  it('keep to local days and let no two runs meet', () => {
    expect(read('deploy/crontab')).toMatch(/^CRON_TZ=Europe\/Amsterdam$/m);
    expect(read('deploy/crontab')).toMatch(/^15 5 \* \* \* .*flock --timeout/m);
    expect(read('deploy/screening-catchup.timer')).toMatch(/^OnCalendar=.* Europe\/Amsterdam$/m);
    expect(read('deploy/cronjob.yaml')).toContain('timeZone: Europe/Amsterdam');
    expect(read('deploy/cronjob.yaml')).toContain('concurrencyPolicy: Forbid');
  });

  it('build an image in two stages, without root and without packages for development', () => {
    const lines = read('Dockerfile').split('\n');

    expect(lines.filter((line) => line.startsWith('FROM '))).toHaveLength(2);
    expect(lines).toContain('RUN npm ci --omit=dev --ignore-scripts');
    expect(lines).toContain('USER node');
  });

  it('alert on metrics that the program writes, and on its exit codes that are no failure', () => {
    const written = describeMetrics({
      ...{ command: 'run', exitCode: 0, endedMs: 1, lastSuccessMs: 1 },
      spentMs: new Map(),
      counted: {
        ...{ rows: [], notices: new Map(), reviews: 0, rejects: 0 },
        ...{ touchingRejects: 0, findings: 0 },
      },
      waiting: { undelivered: 1, oldestMs: 1 },
    });
    const used = read('deploy/alerts.yaml').match(/screening_catchup_\w+/g) ?? [];

    expect(used.length).toBeGreaterThan(5);
    expect(used.filter((name) => !written.includes(`# TYPE ${name} gauge`))).toEqual([]);
    expect(read('deploy/alerts.yaml')).toContain('_exit_code != 0 and');
    expect(read('deploy/alerts.yaml')).toContain('_exit_code != 3');
  });

  const hasYaml = spawnSync('python3', ['-c', 'import yaml']).status === 0;
  it.skipIf(!hasYaml)('hold YAML that a parser takes (skipped without python3 and yaml)', () => {
    const script = 'import sys, yaml, json; print(json.dumps(yaml.safe_load(sys.stdin)))';
    const { stdout } = spawnSync('python3', ['-c', script], {
      input: read('deploy/cronjob.yaml'),
      encoding: 'utf8',
    });

    expect(JSON.parse(stdout)).toMatchObject({ kind: 'CronJob', spec: { schedule: '15 5 * * *' } });
    const alerts = spawnSync('python3', ['-c', script], {
      input: read('deploy/alerts.yaml'),
      encoding: 'utf8',
    });
    expect(JSON.parse(alerts.stdout).groups[0].rules).toHaveLength(7);
  });
});
