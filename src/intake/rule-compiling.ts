import { z } from 'zod';
import { CatchUpError } from '../errors.ts';
import { parseDate } from '../register/field.ts';
import { type Laws, lawKey, normaliseLaw, parseRange } from '../sector/article.ts';
import type { CommonRules, OffenceEntry, SectorRules } from '../sector/rule-file.ts';

const provenance = {
  source: z.string().optional(),
  status: z.enum(['CONFIRMED', 'INFERRED']).optional(),
  note: z.string().optional(),
};
const version = z.string().min(1);
const years = z.int().min(0).max(100);
const date = z.string().refine((text) => parseDate(text) !== undefined, 'is no date');
const range = z
  .string()
  .refine((text) => parseRange(text) !== undefined, 'is no article, range or *');
const offence = z
  .strictObject({
    law: z.string().min(1),
    articles: z.array(range).min(1),
    offenceFrom: date.optional(),
    offenceUntil: date.optional(),
    offenceClass: z.enum(['MISDRIJF', 'OVERTREDING']).optional(),
    ...provenance,
  })
  .refine(
    ({ offenceFrom, offenceUntil }) =>
      offenceFrom === undefined || offenceUntil === undefined || offenceFrom < offenceUntil,
    { message: 'is not after offenceFrom', path: ['offenceUntil'] },
  );
const commonShape = z.strictObject({
  $schema: z.string().optional(),
  version,
  laws: z.record(z.string().min(1), z.array(z.string().min(1))),
  knownGrounds: z.array(z.string().regex(/^\d{2}$/)),
  minorOffences: z.strictObject({
    fineThresholdEur: z.number().min(0).multipleOf(0.01),
    alwaysRegistered: z.array(offence),
    ...provenance,
  }),
  ...provenance,
});
const category = z.strictObject({
  id: z.string().regex(/^[A-Z][A-Z0-9_]*$/),
  severity: z.int().min(1).max(4),
  lookbackYears: years.nullable().optional(),
  exemptFromYouthRule: z.boolean().optional(),
  exemptFromOldOffenceRule: z.boolean().optional(),
  offences: z.array(offence).min(1),
  ...provenance,
});
const sectorShape = z.strictObject({
  $schema: z.string().optional(),
  sector: z.string().regex(/^[A-Z][A-Z0-9_]{0,31}$/),
  version,
  lookback: z.strictObject({
    years: years.nullable(),
    oldOffenceYears: years,
    youth: z.strictObject({ underAge: years, years }),
    ...provenance,
  }),
  categories: z.array(category).min(1),
  notRelevant: z.array(offence),
  ...provenance,
});

type Offence = z.infer<typeof offence>;

/** `common.json`, checked. Throws `RULE_FILE` with the place of the fault. */
export function compileCommon(content: unknown, name: string): CommonRules {
  const rules = check(commonShape, content, name);
  const laws = compileLaws(rules.laws, name);
  const { alwaysRegistered, fineThresholdEur } = rules.minorOffences;
  return Object.freeze({
    version: rules.version,
    laws,
    knownGrounds: new Set(rules.knownGrounds),
    fineThresholdCents: Math.round(fineThresholdEur * 100),
    alwaysRegistered: alwaysRegistered.map((entry, index) => {
      const place = `${name}: /minorOffences/alwaysRegistered/${index}`;
      // A law that is misspelt here would keep offences out of sight; elsewhere it leads to review.
      if (!laws.has(normaliseLaw(entry.law))) refuse(`${place}/law`, 'is not among the laws');
      return compileOffence(entry, laws, place);
    }),
  });
}

/** One sector's rule file, checked. Throws `RULE_FILE` with the place of the fault. */
export function compileSector(content: unknown, name: string, laws: Laws): SectorRules {
  const rules = check(sectorShape, content, name);
  const ids = new Set<string>();
  const categories = rules.categories.map((entry, place) => {
    if (ids.has(entry.id)) refuse(`${name}: /categories/${place}/id`, 'stands twice');
    ids.add(entry.id);
    return {
      id: entry.id,
      severity: entry.severity,
      place,
      lookbackYears: entry.lookbackYears === undefined ? rules.lookback.years : entry.lookbackYears,
      exemptFromYouthRule: entry.exemptFromYouthRule ?? false,
      exemptFromOldOffenceRule: entry.exemptFromOldOffenceRule ?? false,
      offences: entry.offences.map((offence, index) =>
        compileOffence(offence, laws, `${name}: /categories/${place}/offences/${index}`),
      ),
    };
  });
  return Object.freeze({
    sector: rules.sector,
    version: rules.version,
    oldOffenceYears: rules.lookback.oldOffenceYears,
    youth: rules.lookback.youth,
    categories,
    notRelevant: rules.notRelevant.map((entry, index) =>
      compileOffence(entry, laws, `${name}: /notRelevant/${index}`),
    ),
  });
}

function compileLaws(laws: Readonly<Record<string, readonly string[]>>, name: string): Laws {
  const names = new Map<string, string>();
  for (const [law, aliases] of Object.entries(laws)) {
    for (const alias of new Set([law, ...aliases].map(normaliseLaw))) {
      const other = names.get(alias);
      if (other !== undefined) refuse(`${name}: /laws/${law}`, `shares a name with ${other}`);
      names.set(alias, law);
    }
  }
  return names;
}

function compileOffence(entry: Offence, laws: Laws, place: string): OffenceEntry {
  return {
    law: lawKey(entry.law, laws),
    ranges: entry.articles.map((text, index) => {
      const range = parseRange(text);
      return range === undefined ? refuse(`${place}/articles/${index}`, 'is no range') : range;
    }),
    offenceFrom: entry.offenceFrom ?? null,
    offenceUntil: entry.offenceUntil ?? null,
    offenceClass: entry.offenceClass ?? null,
  };
}

function check<T>(shape: z.ZodType<T>, content: unknown, name: string): T {
  const checked = shape.safeParse(content);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const pointer = (issue?.path ?? []).map((key) => `/${String(key)}`).join('');
  return refuse(`${name}: ${pointer === '' ? '/' : pointer}`, issue?.message ?? 'is not valid');
}

function refuse(place: string, what: string): never {
  throw new CatchUpError('RULE_FILE', `${place} ${what}: mend the rule file`);
}
