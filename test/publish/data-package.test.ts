import { describe, expect, it } from 'vitest';
import { CONSIDERED, REJECTS, REVIEWS, TOTALS } from '../../src/publish/artefacts.ts';
import { describePackage } from '../../src/publish/data-package.ts';
import { NOTICES } from '../../src/publish/notices-file.ts';
import { aConsidered, aNotice, aRejection, aReview, RUN_ID } from './run-result.ts';

interface Field {
  readonly name: string;
  readonly type: string;
  readonly format?: string;
  readonly title: string;
  readonly description: string;
  readonly description_nl: string;
  readonly constraints?: {
    readonly required?: boolean;
    readonly minimum?: number;
    readonly maximum?: number;
    readonly pattern?: string;
    readonly enum?: readonly string[];
  };
}

interface Descriptor {
  readonly $schema: string;
  readonly name: string;
  readonly description: string;
  readonly description_nl: string;
  readonly resources: readonly {
    readonly name: string;
    readonly path: string;
    readonly type: string;
    readonly schema: { readonly fields: readonly Field[]; readonly primaryKey?: readonly string[] };
  }[];
}

function describeAll(): Descriptor {
  return JSON.parse(describePackage(RUN_ID, [NOTICES, REVIEWS, CONSIDERED, REJECTS, TOTALS]));
}

const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  notices: NOTICES.columns.map((column) => column.text(aNotice())),
  review: REVIEWS.columns.map((column) => column.text(aReview())),
  considered: CONSIDERED.columns.map((column) => column.text(aConsidered())),
  rejects: REJECTS.columns.map((column) => column.text(aRejection())),
  totals: TOTALS.columns.map((column) =>
    column.text({ input: 'decisions', file: '-', disposition: 'NOTICE', rows: 3 }),
  ),
};

describe('describePackage', () => {
  it('names the profile of Data Package 2.0 and a name that it allows (5)', () => {
    const { $schema, name } = describeAll();

    expect($schema).toBe('https://datapackage.org/profiles/2.0/datapackage.json');
    expect(name).toMatch(/^[-a-z0-9._/]+$/);
  });

  it('describes every file and column in English and Dutch, with title (5)', () => {
    for (const { schema } of describeAll().resources) {
      for (const field of schema.fields) {
        expect(field.title).not.toBe('');
        expect(field.description).toMatch(/\.$/);
        expect(field.description_nl).toMatch(/\.$/);
      }
    }
  });

  it('gives every column a unit or a format, in both languages (5)', () => {
    const spoken =
      /free text|free code|code|path|source:id:version|digits|characters|:|unit|version/i;
    const spokenDutch = /vrije|code|pad|bron:id:versie|cijfers|tekens|:|eenheid|versie/i;
    for (const { schema } of describeAll().resources) {
      for (const { type, format, constraints, description, description_nl } of schema.fields) {
        const { pattern, enum: values, maximum } = constraints ?? {};
        const isFixed = type === 'date' || [format, pattern, values, maximum].some(Boolean);
        if (isFixed || /Physical line/.test(description)) continue;
        expect(description).toMatch(spoken);
        expect(description_nl).toMatch(spokenDutch);
      }
    }
  });

  it('says in both languages what the guard is and how to undo it (5)', () => {
    const { description, description_nl } = describeAll();

    expect(description).toContain("take one leading ' away");
    expect(description_nl).toContain("Neem om dat ongedaan te maken bij elk tekstveld dat met '");
  });

  it('has keys that are columns of their file (5)', () => {
    for (const { schema } of describeAll().resources) {
      const names = schema.fields.map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining([...(schema.primaryKey ?? [])]));
    }
  });

  it('sets constraints that rows of the contract meet (5)', () => {
    for (const { name, schema } of describeAll().resources) {
      for (const [index, { constraints, type }] of schema.fields.entries()) {
        const value = SAMPLES[name]?.[index] ?? '';
        const { required, minimum, maximum, pattern, enum: values } = constraints ?? {};
        if (required) expect(value).not.toBe('');
        if (pattern !== undefined) expect(value).toMatch(new RegExp(`^(?:${pattern})$`));
        if (values !== undefined) expect(values).toContain(value);
        if (type === 'integer') expect(Number(value)).toBeGreaterThanOrEqual(minimum ?? 0);
        if (maximum !== undefined) expect(Number(value)).toBeLessThanOrEqual(maximum);
      }
    }
  });
});
