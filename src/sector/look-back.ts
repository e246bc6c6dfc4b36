import type { Decision } from '../register/decision.ts';
import type { LocalDate } from '../register/field.ts';
import type { Category, SectorRules } from './rule-file.ts';

/** The moment and the person for which a look-back is reckoned. */
export interface LookBackQuestion {
  readonly asOf: LocalDate;
  readonly subscriptionBirthDate: string;
}

/** The decision is recent enough to count in this category (contract 3.6). */
export function isInsideLookBack(
  decision: Decision,
  category: Category,
  sector: SectorRules,
  question: LookBackQuestion,
): boolean {
  const years = yearsOf(decision, category, sector, question);
  if (years === null) return true;
  return referenceDate(decision, category, sector) > addYears(question.asOf, -years);
}

/** The date that counts: that of the decision, or of an offence long before it. */
function referenceDate(decision: Decision, category: Category, sector: SectorRules): LocalDate {
  const { decidedOn, offenceUntil } = decision;
  if (category.exemptFromOldOffenceRule) return decidedOn;
  return offenceUntil < addYears(decidedOn, -sector.oldOffenceYears) ? offenceUntil : decidedOn;
}

/** Years of look-back, fewer for a young person; null is unlimited. */
function yearsOf(
  decision: Decision,
  category: Category,
  { youth }: SectorRules,
  { asOf, subscriptionBirthDate }: LookBackQuestion,
): number | null {
  const isYoung = [decision.birthDate, subscriptionBirthDate].every(
    (birthDate) => asOf < addYears(earliestDay(birthDate), youth.underAge),
  );
  if (!isYoung || category.exemptFromYouthRule) return category.lookbackYears;
  return Math.min(category.lookbackYears ?? youth.years, youth.years);
}

/** An incomplete date of birth counts as its earliest possible day. */
function earliestDay(birthDate: string): LocalDate {
  return birthDate.replaceAll('-00', '-01');
}

/** Calendar years; 29 February counts as 28. */
function addYears(date: LocalDate, years: number): LocalDate {
  const year = Number(date.slice(0, 4)) + years;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const rest = date.slice(4);
  return `${String(year).padStart(4, '0')}${rest === '-02-29' && !isLeap ? '-02-28' : rest}`;
}
