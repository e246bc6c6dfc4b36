import { describe, expect, it } from 'vitest';
import { isCompleteDate, nameKey, normaliseName } from '../../src/person/name.ts';

describe('normaliseName', () => {
  it.each([
    ['Bakker', 'bakker'],
    ['BÁKKER', 'bakker'],
    ['Ba kker-Smit', 'bakkersmit'],
    ["'t Hooft", 'thooft'],
    ['Ｂakker', 'bakker'],
    ['İlhan', 'ilhan'],
    ['Straße', 'straße'],
    ['ﬁn', 'fin'],
    ['Ⅷ', 'viii'],
    ['李²', '李2'],
    ['- .', ''],
    ['\u0301', ''],
  ])('makes of %j %j (contract 3.1)', (name, normalised) => {
    expect(normaliseName(name)).toBe(normalised);
  });

  it('is the same for composed and decomposed letters (contract 3.1)', () => {
    expect(normaliseName('Çelik'.normalize('NFD'))).toBe(normaliseName('Çelik'.normalize('NFC')));
  });
});

describe('nameKey', () => {
  it.each([
    ['Bakker', '1980-05-00'],
    ['Bakker', '1980-00-00'],
    ['-', '1980-05-17'],
  ])('is none for %s born on %s (contract 3.1)', (familyName, birthDate) => {
    expect(nameKey({ familyName, birthDate })).toBeNull();
  });

  it('is one for the same name and day, however the name is written (contract 3.1)', () => {
    const key = nameKey({ familyName: 'Bakker', birthDate: '1980-05-17' });

    expect(nameKey({ familyName: 'BÁK KER', birthDate: '1980-05-17' })).toBe(key);
    expect(nameKey({ familyName: 'Bakker', birthDate: '1980-05-18' })).not.toBe(key);
  });
});

describe('isCompleteDate', () => {
  it.each([
    ['1980-05-17', true],
    ['1980-05-00', false],
    ['1980-00-00', false],
  ])('says of %s %s', (date, isComplete) => {
    expect(isCompleteDate(date)).toBe(isComplete);
  });
});
