/**
 * Translates sentences that a program made from a table of patterns: `{}` in a pattern stands for what
 * differs from case to case, `{1}` in its translation for the first of those. Null for one that is not in
 * the table.
 */
export function translatorOf(
  patterns: Readonly<Record<string, string>>,
): (sentence: string) => string | null {
  let table: readonly (readonly [RegExp, string])[] | null = null;
  const translate = (sentence: string): string | null => {
    table ??= compile(patterns);
    for (const [pattern, translation] of table) {
      const found = pattern.exec(sentence);
      if (found === null) continue;
      return translation.replace(/\{(\d)\}/g, (_, place) => {
        const part = found[Number(place)] ?? '';
        return translate(part) ?? part;
      });
    }
    return null;
  };
  return translate;
}

/** Those that say most come first: others may fit what they fit. */
function compile(patterns: Readonly<Record<string, string>>) {
  return Object.entries(patterns)
    .sort(([a], [b]) => weightOf(b) - weightOf(a))
    .map(([pattern, translation]) => {
      const parts = pattern.split('{}').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      return [new RegExp(`^${parts.join('([^]*?)')}$`), translation] as const;
    });
}

function weightOf(pattern: string): number {
  return pattern.replaceAll('{}', '').length;
}
