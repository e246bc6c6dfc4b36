import { describe, expect, it } from 'vitest';
import { traceparent } from '../../src/deliver/trace.ts';

const ID = '8137d6cc-71ec-5903-9996-d186397d8d89.1';

function parts(eventId: string, attempt: number): { trace: string; span: string } {
  const [, trace = '', span = ''] = traceparent(eventId, attempt).split('-');
  return { trace, span };
}

describe('traceparent', () => {
  it.each([1, 2, 1000])('has the form of W3C Trace Context at try %i', (attempt) => {
    expect(traceparent(ID, attempt)).toMatch(/^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-01$/);
  });

  it('keeps the trace of an event over its tries, each with a span of its own', () => {
    const tries = [1, 2, 3].map((attempt) => parts(ID, attempt));

    expect(new Set(tries.map(({ trace }) => trace)).size).toBe(1);
    expect(new Set(tries.map(({ span }) => span)).size).toBe(3);
  });

  it('gives another version of a notice another trace', () => {
    const next = ID.replace(/1$/, '2');

    expect(parts(next, 1).trace).not.toBe(parts(ID, 1).trace);
    expect(parts(next, 1).span).not.toBe(parts(ID, 1).span);
  });
});
