import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { COMMANDS } from '../../src/cli/commands.ts';
import { DELIVERY_SCHEMA } from '../../src/cli/delivery-configuration.ts';
import { PROCESSING_SCHEMA } from '../../src/cli/processing-configuration.ts';
import { settingsSchema } from '../../src/cli/settings.ts';
import { parseProfiles } from '../../src/intake/profile-parsing.ts';

const root = join(import.meta.dirname, '../..');
const readJson = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const published = readJson('src/cli/configuration.schema.json');

describe('the published schema of the configuration', () => {
  it('says of the delivery what the program checks (contract 6)', () => {
    const { $schema: _, ...checked } = z.toJSONSchema(DELIVERY_SCHEMA, { io: 'input' });

    expect(published.properties.delivery).toEqual(JSON.parse(JSON.stringify(checked)));
  });

  it('says of options, for all commands and for one, what the program checks', () => {
    const { properties } = z.toJSONSchema(settingsSchema(COMMANDS), { io: 'input' });
    const { options, commands } = published.properties;

    expect({ options, commands }).toEqual(JSON.parse(JSON.stringify(properties)));
  });

  it('says of the processing log what the program checks', () => {
    const { $schema: _, ...checked } = z.toJSONSchema(PROCESSING_SCHEMA, { io: 'input' });

    expect(published.properties.processing).toEqual(JSON.parse(JSON.stringify(checked)));
  });

  it('names the keys of an input profile that the program knows, and no other (contract 2)', () => {
    const { properties, required } = published.properties.profiles.items;
    const known = Object.keys(properties);

    expect(() => parseProfiles([{ unheard: 1 }])).toThrow(known.join(', '));
    for (const key of required)
      expect(() => parseProfiles([{ name: 'x', input: 'decisions', [key]: undefined }])).toThrow(
        key,
      );
  });

  it('fits the worked profiles', () => {
    const given = readJson('fixtures/profiles/config.json');
    const profileKeys = Object.keys(published.properties.profiles.items.properties);

    expect(given.profiles.length).toBeGreaterThan(0);
    expect(Object.keys(published.properties)).toEqual(expect.arrayContaining(Object.keys(given)));
    for (const profile of given.profiles)
      expect(profileKeys).toEqual(expect.arrayContaining(Object.keys(profile)));
  });
});
