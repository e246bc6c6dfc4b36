import { dateOf, dayOf, digits } from './days.mjs';
import { FAMILY_NAMES, GIVEN_NAMES } from './names.mjs';

/**
 * @typedef {object} Person
 * @property {string} bsn nine digits, passes the 11-test, no other person has it
 * @property {string} skn
 * @property {string} familyName
 * @property {string} namePrefix
 * @property {string} givenNames
 * @property {string} birthDate
 */

const SALT = 1;
const OLDEST = dayOf('1945-01-01');
const YOUNGEST = dayOf('2007-06-30');
const PERSONS_PER_STEM = 9;
// Numbers that begin with 9 are not given to people; beyond nine million persons others follow.
const HIGH_STEMS = 1_000_000;
const HIGH_NUMBERS = HIGH_STEMS * PERSONS_PER_STEM;
const LOW_STEMS = 8_999_999;

/**
 * The person with that number: always the same one for a seed.
 * @param {import('./random.mjs').Random} random @param {number} seed @param {number} index
 * @returns {Person}
 */
export function personAt(random, seed, index) {
  random.reseed(seed, SALT, index);
  const family = random.pick(FAMILY_NAMES);
  const count = random.pick([1, 1, 1, 2, 2, 3]);
  let givenNames = random.pick(GIVEN_NAMES);
  for (let more = 1; more < count; more += 1) givenNames += ` ${random.pick(GIVEN_NAMES)}`;
  return {
    bsn: bsnAt(index),
    skn: `S${digits(index, 9)}`,
    familyName: family.name,
    namePrefix: family.prefix,
    givenNames,
    birthDate: dateOf(random.between(OLDEST, YOUNGEST)),
  };
}

/** The BSN of a person by number: nine on each stem of seven digits. @param {number} index */
export function bsnAt(index) {
  const place = index < HIGH_NUMBERS ? (index * 4_814_317 + 2_718_281) % HIGH_NUMBERS : index;
  const stemIndex = Math.floor(place / PERSONS_PER_STEM);
  const stem =
    stemIndex < HIGH_STEMS
      ? 9_000_000 + ((stemIndex * 611_953 + 99_034) % HIGH_STEMS)
      : 1 + (((stemIndex - HIGH_STEMS) * 1_299_709) % LOW_STEMS);
  return bsnAtStem(stem, place % PERSONS_PER_STEM);
}

/** One of the nine BSNs on a stem of seven digits. @param {number} stem @param {number} [place] */
export function bsnAtStem(stem, place = 0) {
  const text = digits(stem, 7);
  let sum = 0;
  for (let at = 0; at < 7; at += 1) sum += (9 - at) * Number(text[at]);
  let left = place;
  for (let eighth = 0; ; eighth += 1) {
    const check = (sum + 2 * eighth) % 11;
    if (check < 10 && left-- === 0) return `${text}${eighth}${check}`;
  }
}
