/** Versions of what `--json` prints; each has a schema in `schemas/`. A key that goes or changes its meaning counts up. */
const VERSIONS = {
  run: 1,
  status: 1,
  outage: 1,
  deliver: 1,
  delivery: 1,
  reconcile: 1,
  verify: 1,
  explain: 1,
  diff: 1,
  report: 1,
  export: 1,
  purge: 1,
  lookup: 1,
  rejects: 1,
  review: 1,
  answer: 1,
  keygen: 1,
  setting: 1,
  sink: 1,
} as const;

export type JsonName = keyof typeof VERSIONS;

/** One JSON object on one line; its first key says what it is and in which version: `"runVersion":1`. */
export function jsonLine(name: JsonName, value: object): string {
  return `${JSON.stringify({ [`${name}Version`]: VERSIONS[name], ...value })}\n`;
}
