/**
 * A name as it is compared (contract 3.1): compatibility decomposition, marks removed, lower case,
 * letters and digits only. An empty one equals nothing.
 */
export function normaliseName(name: string): string {
  if (/^[A-Za-z]*$/.test(name)) return name.toLowerCase();
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{Nd}]/gu, '');
}

export function isCompleteDate(birthDate: string): boolean {
  return !birthDate.endsWith('-00');
}

/** Key of the name route: normalised family name and complete birth date; null where it can match nobody. */
export function nameKey(person: { familyName: string; birthDate: string }): string | null {
  if (!isCompleteDate(person.birthDate)) return null;
  const name = normaliseName(person.familyName);
  return name === '' ? null : `${person.birthDate}|${name}`;
}
