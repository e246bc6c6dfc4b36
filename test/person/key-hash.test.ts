import { describe, expect, it } from 'vitest';
import {
  birthSeed,
  bsnKey,
  hashDecisionId,
  hashNameKey,
  hashNormalised,
  hashText,
} from '../../src/person/key-hash.ts';

describe('hashNameKey', () => {
  it('is equal for names that are compared as equal (contract 3.1)', () => {
    const birthDate = '1980-05-17';
    const [one, other, third] = ['Bakker', 'BÁK-KER', 'Bakkers'].map((familyName) =>
      hashNameKey({ familyName, birthDate }),
    );

    expect(one).toBe(other);
    expect(one).not.toBe(third);
    expect(one).toBe(hashNormalised('bakker', birthSeed(19_800_517)));
  });

  it.each([
    ['Bakker', '1980-05-00'],
    ['-', '1980-05-17'],
  ])('is 0 where %s of %s can be matched with nobody (contract 3.1)', (familyName, birthDate) => {
    expect(hashNameKey({ familyName, birthDate })).toBe(0);
  });
});

describe('hashDecisionId', () => {
  it('keeps the same id of two sources apart, exactly as a number (contract 2.1)', () => {
    const [om, court] = [hashDecisionId('OM', 'D1'), hashDecisionId('RECHTSPRAAK', 'D1')];

    expect(om).not.toBe(court);
    expect(Number.isSafeInteger(om) && Number.isSafeInteger(court)).toBe(true);
  });

  it('shares no hash among 100,000 ids that follow each other', () => {
    const hashes = new Set<number>();
    for (let n = 0; n < 100_000; n += 1) hashes.add(hashDecisionId('OM', `D${n}`));

    expect(hashes.size).toBe(100_000);
  });
});

describe('keys of nothing', () => {
  it('are 0 for no BSN, and never 0 for text', () => {
    expect(bsnKey(null)).toBe(0);
    expect(bsnKey('012345672')).toBe(12_345_672);
    expect(hashText('')).not.toBe(0);
  });
});
