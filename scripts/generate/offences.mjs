import { dayOf } from './days.mjs';
import { weighted } from './random.mjs';

const SEX_REFORM = dayOf('2024-07-01');

const pickCrime = weighted({
  '310 Sr': 160,
  '311 Sr': 90,
  '300 Sr': 130,
  '302 Sr': 25,
  '285 Sr': 55,
  '350 Sr': 50,
  '141 Sr': 25,
  '138 Sr': 20,
  '180 Sr': 15,
  '184 Sr': 15,
  '266 Sr': 15,
  '267 Sr': 8,
  '225 Sr': 15,
  '231 Sr': 8,
  '317 Sr': 8,
  '312 Sr': 12,
  '321 Sr': 12,
  '326 Sr': 25,
  '416 Sr': 12,
  '420bis Sr': 15,
  '420bis.1 Sr': 5,
  '287 Sr': 5,
  '289 Sr': 2,
  '282 Sr': 3,
  '157 Sr': 3,
  '8 WVW1994': 130,
  '6 WVW1994': 8,
  '7 WVW1994': 35,
  '9 WVW1994': 40,
  '163 WVW1994': 12,
  '2 Opiumwet': 45,
  '3 Opiumwet': 30,
  '10a Opiumwet': 8,
  '26 WWM': 25,
  '13 WWM': 15,
  '1a WED': 8,
});
const pickMinor = weighted({
  '5 WVW1994': 90,
  '107 WVW1994': 50,
  '160 WVW1994': 10,
  '62 RVV1990': 70,
  '20 RVV1990': 40,
  '30 WAM': 90,
  '2:48 APV': 45,
  '2:1 APV': 25,
  '2:74a APV': 10,
  '453 Sr': 35,
  '447e Sr': 25,
  '424 Sr': 15,
  '461 Sr': 12,
  '27 WWM': 12,
  '76 Wp2000': 10,
  '5.2 Bp2000': 4,
});
const SEX_BEFORE = [
  '240b Sr',
  '242 Sr',
  '244 Sr',
  '245 Sr',
  '246 Sr',
  '247 Sr',
  '248a Sr',
  '249 Sr',
];
const SEX_SINCE = ['241 Sr', '243 Sr', '245 Sr', '246 Sr', '247 Sr', '249 Sr', '251 Sr', '252 Sr'];

/** Known to no rule file. */
export const UNKNOWN_ARTICLES = ['999 Sr', '441z Sr', '300.7 WVW1994'];
export const UNKNOWN_LAWS = ['12 Zandwet', '3 lid 2 Veerpontwet', '7:1 Kermisbesluit'];
export const SERIOUS_ARTICLES = ['302 Sr', '287 Sr', '312 Sr', '282 Sr'];
export const TECHNICAL_GROUNDS = ['02', '02', '02', '03', '05', '06', '07', '08'];
export const POLICY_GROUNDS = [
  '20',
  '21',
  '30',
  '40',
  '41',
  '42',
  '43',
  '50',
  '52',
  '55',
  '70',
  '74',
];
export const UNKNOWN_GROUNDS = ['60', '35', '10'];

/** One article of a crime. @param {import('./random.mjs').Random} random @param {number} day */
export function crimeArticle(random, day) {
  return random.chance(0.012) ? sexArticle(random, day) : pickCrime(random);
}

/** One article of a minor offence. @param {import('./random.mjs').Random} random */
export function minorArticle(random) {
  return pickMinor(random);
}

/** In the numbers of its time. @param {import('./random.mjs').Random} random @param {number} day */
export function sexArticle(random, day) {
  return random.pick(day < SEX_REFORM ? SEX_BEFORE : SEX_SINCE);
}
