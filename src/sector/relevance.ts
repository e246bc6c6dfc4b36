import type { Decision } from '../register/decision.ts';
import { isInRange, lawKey, parseArticleNumber } from './article.ts';
import { isInsideLookBack, type LookBackQuestion } from './look-back.ts';
import type { Category, CommonRules, OffenceEntry, SectorRules } from './rule-file.ts';

/** What a sector's rules say of the articles of a decision (contract 3.5). */
export interface WeighedArticles {
  /** Categories that an article falls in, in the order of the file. */
  readonly categories: readonly Category[];
  readonly hasRelevant: boolean;
  /** An article is in no category and on no list, or its law is not known. */
  readonly hasUnknown: boolean;
}

export type Relevance =
  | { readonly is: 'RELEVANT' | 'OUTSIDE_LOOKBACK'; readonly category: Category }
  | { readonly is: 'UNKNOWN_ARTICLE' }
  | { readonly is: 'NOT_RELEVANT'; readonly rule: string };

/** Looks every article of a decision up, by the date and class of the offence. */
export function weighArticles(
  decision: Decision,
  sector: SectorRules,
  common: CommonRules,
): WeighedArticles {
  const found = new Set<Category>();
  let hasUnknown = false;
  for (const article of decision.articles) {
    const covers = (entry: OffenceEntry) => coversArticle(entry, article, decision, common);
    const categories = sector.categories.filter(({ offences }) => offences.some(covers));
    for (const category of categories) found.add(category);
    if (categories.length === 0 && !sector.notRelevant.some(covers)) hasUnknown = true;
  }
  const categories = [...found].sort((a, b) => a.place - b.place);
  return { categories, hasRelevant: categories.length > 0, hasUnknown };
}

/** Relevant beats review beats not relevant; the gravest category inside its look-back counts (3.6). */
export function judgeRelevance(
  weighed: WeighedArticles,
  decision: Decision,
  sector: SectorRules,
  question: LookBackQuestion,
): Relevance {
  const byGravity = weighed.categories.toSorted((a, b) => a.severity - b.severity);
  const inside = byGravity.find((category) =>
    isInsideLookBack(decision, category, sector, question),
  );
  if (inside !== undefined) return { is: 'RELEVANT', category: inside };
  if (weighed.hasUnknown) return { is: 'UNKNOWN_ARTICLE' };
  const [outside] = byGravity;
  if (outside !== undefined) return { is: 'OUTSIDE_LOOKBACK', category: outside };
  return { is: 'NOT_RELEVANT', rule: 'LIST_NOT_RELEVANT' };
}

/** An article is on the list of minor offences that are always registered (Bjsg art. 4(2)). */
export function isAlwaysRegistered(decision: Decision, common: CommonRules): boolean {
  return decision.articles.some((article) =>
    common.alwaysRegistered.some((entry) => coversArticle(entry, article, decision, common)),
  );
}

function coversArticle(
  entry: OffenceEntry,
  article: Decision['articles'][number],
  { offenceFrom, offenceClass }: Decision,
  { laws }: CommonRules,
): boolean {
  if (lawKey(article.law, laws) !== entry.law) return false;
  if (entry.offenceFrom !== null && offenceFrom < entry.offenceFrom) return false;
  if (entry.offenceUntil !== null && offenceFrom >= entry.offenceUntil) return false;
  if (entry.offenceClass !== null && offenceClass !== entry.offenceClass) return false;
  const number = parseArticleNumber(article.number);
  return number !== null && entry.ranges.some((range) => isInRange(number, range));
}
