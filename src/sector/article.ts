import type { Article } from '../register/field.ts';

/** Law names: key of every alias and of the name itself to the rule file's name (contract 3.5). */
export type Laws = ReadonlyMap<string, string>;

/** A range of article numbers, both ends included; null is every article of the law. */
export type ArticleRange = { readonly from: ArticleNumber; readonly to: ArticleNumber } | null;

/** The parts of an article number that are compared one by one. */
export type ArticleNumber = readonly { readonly number: string; readonly letters: string }[];

const LATIN_ORDER = ['bis', 'ter', 'quater', 'quinquies', 'sexies', 'septies', 'octies'];
const PART = /^(\d+)([a-z]*)$/;

/** The comparable parts of `248a`, `2:48`, `420bis.1`; null where the text is no article number. */
export function parseArticleNumber(text: string): ArticleNumber | null {
  const parts: { number: string; letters: string }[] = [];
  for (const part of text.toLowerCase().split(/[:.]/)) {
    const match = PART.exec(part);
    if (match === null) return null;
    parts.push({ number: (match[1] ?? '').replace(/^0+(?=\d)/, ''), letters: match[2] ?? '' });
  }
  return parts;
}

/** `242-250`, `240b` or `*`; undefined where it is none of these, or the ends are reversed. */
export function parseRange(text: string): ArticleRange | undefined {
  if (text === '*') return null;
  const [first = '', second = first, ...more] = text.split('-');
  const from = parseArticleNumber(first);
  const to = parseArticleNumber(second);
  if (from === null || to === null || more.length > 0) return undefined;
  return compareArticleNumbers(from, to) > 0 ? undefined : { from, to };
}

/** Number first, then letters: none, plain ones alphabetically, then `bis`, `ter` and so on. */
export function compareArticleNumbers(a: ArticleNumber, b: ArticleNumber): number {
  for (let place = 0; place < Math.min(a.length, b.length); place += 1) {
    const left = a[place];
    const right = b[place];
    if (left === undefined || right === undefined) break;
    const order =
      left.number.length - right.number.length ||
      compareText(left.number, right.number) ||
      rankLetters(left.letters) - rankLetters(right.letters) ||
      compareText(left.letters, right.letters);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

export function isInRange(article: ArticleNumber, range: ArticleRange): boolean {
  if (range === null) return true;
  return (
    compareArticleNumbers(article, range.from) >= 0 && compareArticleNumbers(article, range.to) <= 0
  );
}

/** A law name without case, spaces and dots. */
export function normaliseLaw(name: string): string {
  return name.toLowerCase().replace(/[\s.]/gu, '');
}

/** Equal text for names of the same law: the rule file's name where it is known. */
export function lawKey(law: string, laws: Laws): string {
  return laws.get(normaliseLaw(law)) ?? `?${normaliseLaw(law)}`;
}

/** Equal text for articles that are the same by number, letters and law. */
export function articleKey(article: Article, laws: Laws): string {
  return `${article.number.replaceAll('.', ':')} ${lawKey(article.law, laws)}`;
}

/** `<number><letters> <LAW>` with the rule file's law name; a law that is not known stays as written. */
export function printArticle(article: Article, laws: Laws): string {
  return `${article.number} ${laws.get(normaliseLaw(article.law)) ?? article.law}`;
}

function rankLetters(letters: string): number {
  return letters === '' ? 0 : 2 + LATIN_ORDER.indexOf(letters);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
