import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareCodePoints } from '../../src/register/text-order.ts';

it('puts what lies beyond U+FFFF after all of the basic plane (contract 5)', () => {
  const sorted = ['\u{1f600}', '\uff5e', 'a', 'B', '', 'ab'].sort(compareCodePoints);

  expect(sorted).toEqual(['', 'B', 'a', 'ab', '\uff5e', '\u{1f600}']);
});

it('orders as the lists of code points do (contract 5)', () => {
  const reference = (a: string, b: string) => {
    const [left, right] = [[...a], [...b]].map((points) =>
      points.map((p) => p.codePointAt(0) ?? 0),
    );
    const place = (left ?? []).findIndex((point, index) => point !== right?.[index]);
    if (place < 0) return (left?.length ?? 0) - (right?.length ?? 0);
    return (left?.[place] ?? 0) - (right?.[place] ?? -1);
  };
  const text = fc.string({ unit: fc.constantFrom('a', 'é', '\ue000', '\uffff', '\u{10000}') });

  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(compareCodePoints(a, b))).toBe(Math.sign(reference(a, b)));
    }),
    { seed: 1, numRuns: 500 },
  );
});
