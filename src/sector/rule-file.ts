import type { ArticleRange, Laws } from './article.ts';

/** Articles of one law, as far as date and class of the offence allow. */
export interface OffenceEntry {
  /** As `lawKey`: a law that `common.json` does not name goes by its own name alone. */
  readonly law: string;
  readonly ranges: readonly ArticleRange[];
  /** Inclusive. */
  readonly offenceFrom: string | null;
  /** Exclusive. */
  readonly offenceUntil: string | null;
  readonly offenceClass: 'MISDRIJF' | 'OVERTREDING' | null;
}

export interface Category {
  readonly id: string;
  /** 1 (gravest) to 4. */
  readonly severity: number;
  /** Place in the file, from 0. */
  readonly place: number;
  /** Years; null is unlimited. */
  readonly lookbackYears: number | null;
  readonly exemptFromYouthRule: boolean;
  readonly exemptFromOldOffenceRule: boolean;
  readonly offences: readonly OffenceEntry[];
}

/** `common.json`: what holds for every sector. */
export interface CommonRules {
  readonly version: string;
  readonly laws: Laws;
  readonly knownGrounds: ReadonlySet<string>;
  readonly fineThresholdCents: number;
  readonly alwaysRegistered: readonly OffenceEntry[];
}

/** One sector's rule file. */
export interface SectorRules {
  readonly sector: string;
  readonly version: string;
  readonly oldOffenceYears: number;
  readonly youth: { readonly underAge: number; readonly years: number };
  readonly categories: readonly Category[];
  readonly notRelevant: readonly OffenceEntry[];
}

/** A rules folder, checked and frozen. */
export interface RuleSet {
  readonly common: CommonRules;
  readonly sectors: ReadonlyMap<string, SectorRules>;
  readonly files: readonly {
    readonly name: string;
    readonly version: string;
    readonly sha256: string;
  }[];
}
