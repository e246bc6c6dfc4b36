import type { Stage } from './stages.ts';

/** What one call of a command came to. No personal data: names of inputs, sectors and codes alone. */
export interface CallFacts {
  /** `run` or `deliver`. */
  readonly command: string;
  readonly exitCode: number;
  /** Milliseconds since 1970 UTC; the last success is null where none is known. */
  readonly endedMs: number;
  readonly lastSuccessMs: number | null;
  /** Null for a command that reads no rows. */
  readonly counted: CountedRows | null;
  readonly spentMs: ReadonlyMap<Stage, number>;
  /** Null where the ledger could not be read. */
  readonly waiting: {
    readonly undelivered: number;
    readonly oldestMs: number | null;
  } | null;
}

/** What the runs of a call came to together. */
export interface CountedRows {
  readonly rows: readonly {
    readonly input: string;
    readonly disposition: string;
    readonly rows: number;
  }[];
  readonly notices: ReadonlyMap<string, number>;
  readonly reviews: number;
  readonly rejects: number;
  /** Rejected rows of people who are under screening. */
  readonly touchingRejects: number;
  readonly findings: number;
}

/** Prometheus text format 0.0.4, for the node exporter's textfile collector. */
export function describeMetrics(facts: CallFacts): string {
  return METRICS.map(({ name, help, read }) => {
    const samples = read(facts).map(([value, labels = {}]) => {
      const pairs = Object.entries({ command: facts.command, ...labels }).map(
        ([key, text]) => `${key}="${text}"`,
      );
      return `${PREFIX}${name}{${pairs.join(',')}} ${value}\n`;
    });
    if (samples.length === 0) return '';
    return `# HELP ${PREFIX}${name} ${help}\n# TYPE ${PREFIX}${name} gauge\n${samples.join('')}`;
  }).join('');
}

/** When the command last succeeded, by what an earlier call wrote; null where that says nothing. */
export function parseLastSuccessMs(text: string, command: string): number | null {
  const start = `${PREFIX}${LAST_SUCCESS}{command="${command}"} `;
  const line = text.split('\n').find((each) => each.startsWith(start));
  const seconds = Number(line?.slice(start.length));
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : null;
}

const PREFIX = 'screening_catchup_';
/** By this a file of metrics is known. */
export const METRICS_BEGIN = `# HELP ${PREFIX}`;
const LAST_SUCCESS = 'last_success_timestamp_seconds';

type Sample = readonly [value: number, labels?: Readonly<Record<string, string>>];

interface Metric {
  readonly name: string;
  readonly help: string;
  readonly read: (facts: CallFacts) => readonly Sample[];
}

/** Every metric; one without a sample is left out. */
export const METRICS: readonly Metric[] = [
  {
    name: LAST_SUCCESS,
    help: 'When the command last ended with exit code 0 or 3.',
    read: ({ lastSuccessMs }) => moment(lastSuccessMs),
  },
  {
    name: 'last_end_timestamp_seconds',
    help: 'When the command last ended, however it did.',
    read: ({ endedMs }) => moment(endedMs),
  },
  {
    name: 'last_exit_code',
    help: 'How the command last ended.',
    read: ({ exitCode }) => [[exitCode]],
  },
  {
    name: 'rows',
    help: 'Rows read by the last call, by what became of them.',
    read: ({ counted }) =>
      (counted?.rows ?? []).map(({ input, disposition, rows }) => [rows, { input, disposition }]),
  },
  {
    name: 'notices',
    help: 'Notices of the last call, by action.',
    read: ({ counted }) =>
      [...(counted?.notices ?? [])].map(([action, count]) => [count, { action }]),
  },
  {
    name: 'reviews',
    help: 'Items of the last call that stand for review.',
    read: ({ counted }) => number(counted?.reviews),
  },
  {
    name: 'rejects',
    help: 'Rows that the last call could not read.',
    read: ({ counted }) => number(counted?.rejects),
  },
  {
    name: 'rejects_touching',
    help: 'Of them, rows of somebody under screening.',
    read: ({ counted }) => number(counted?.touchingRejects),
  },
  {
    name: 'coverage_findings',
    help: 'What looks as if data of the window were missing.',
    read: ({ counted }) => number(counted?.findings),
  },
  {
    name: 'stage_duration_seconds',
    help: 'How long each stage of the last call took.',
    read: ({ spentMs }) => [...spentMs].map(([stage, ms]) => [Math.round(ms) / 1000, { stage }]),
  },
  {
    name: 'undelivered',
    help: 'Notice versions of published runs that are not delivered.',
    read: ({ waiting }) => number(waiting?.undelivered),
  },
  {
    name: 'oldest_undelivered_timestamp_seconds',
    help: 'When the oldest of them entered the ledger; absent where there is none.',
    read: ({ waiting }) => moment(waiting?.oldestMs ?? null),
  },
];

function moment(ms: number | null): readonly Sample[] {
  return ms === null ? [] : [[ms / 1000]];
}

function number(value: number | undefined): readonly Sample[] {
  return value === undefined ? [] : [[value]];
}
