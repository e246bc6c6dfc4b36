import { describe, expect, it } from 'vitest';
import { RememberedPersons } from '../../src/run/remembered-persons.ts';

describe('RememberedPersons', () => {
  it('keeps one entry for all that was seen of a subscription, and what was seen last (3.9)', () => {
    const persons = new RememberedPersons();

    const first = persons.note({ subscriptionId: 'K1', content: 1 });
    const other = persons.note({ subscriptionId: 'K2', content: null });
    const again = persons.note({ subscriptionId: 'K1', content: 2 });

    expect(again).toBe(first);
    expect([first, other].map((entry) => persons.idOf(entry))).toEqual(['K1', 'K2']);
    expect([...persons.pieces()].flatMap((piece) => [...piece])).toEqual([
      ['K1', 2],
      ['K2', null],
    ]);
  });

  it('tells its entries from those of supplied rows and of persons to look out for', () => {
    const persons = new RememberedPersons();
    const entry = persons.note({ subscriptionId: 'K1', content: 1 });

    expect([entry, 0, 5_000_000, -1].map((each) => persons.has(each))).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(persons.idOf(0)).toBeUndefined();
  });

  it('gives many in pieces, each once and in order', () => {
    const persons = new RememberedPersons();
    const ids = Array.from({ length: 9000 }, (_, number) => `K${number}`);
    for (const subscriptionId of ids) persons.note({ subscriptionId, content: 7 });

    const pieces = [...persons.pieces()];

    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.flatMap((piece) => [...piece.keys()])).toEqual(ids);
  });
});
