import { beforeEach, describe, expect, it } from 'vitest';
import { Circuit } from '../../src/deliver/circuit.ts';

describe('Circuit (contract 6)', () => {
  let now = 0;
  let circuit: Circuit;

  beforeEach(() => {
    now = 0;
    circuit = new Circuit(
      { failuresToPause: 3, pauseMs: 100, pauseCapMs: 300, trialsToGiveUp: 3 },
      () => now,
    );
  });

  function fail(times: number): void {
    for (let n = 0; n < times; n += 1) {
      circuit.sent();
      circuit.failed();
    }
  }

  it('lets everything through until so many failures came in a row', () => {
    fail(2);
    circuit.succeeded();
    fail(2);

    expect(circuit.allowance).toBe(Number.POSITIVE_INFINITY);
    expect(circuit.pausedUntilMs).toBeNull();
  });

  it('pauses, then lets one trial through', () => {
    fail(3);

    expect(circuit.allowance).toBe(0);
    expect(circuit.pausedUntilMs).toBe(100);
    now = 100;
    expect(circuit.allowance).toBe(1);
    circuit.sent();
    expect(circuit.allowance).toBe(0);
  });

  it('opens again when the trial succeeds', () => {
    fail(3);
    now = 100;
    circuit.sent();
    circuit.succeeded();

    expect(circuit.allowance).toBe(Number.POSITIVE_INFINITY);
  });

  it('pauses longer after each trial that fails, up to a cap, and gives up in the end', () => {
    fail(3);
    now = 100;
    fail(1);
    expect(circuit.pausedUntilMs).toBe(300);
    now = 300;
    fail(1);
    expect(circuit.pausedUntilMs).toBe(600);
    expect(circuit.isGivenUp).toBe(false);
    now = 600;
    fail(1);

    expect(circuit.isGivenUp).toBe(true);
    expect(circuit.allowance).toBe(0);
  });

  it('does not count what was sent before the pause as its trial', () => {
    fail(3);
    circuit.failed();
    now = 100;

    expect(circuit.allowance).toBe(1);
    expect(circuit.pausedUntilMs).toBe(100);
  });
});
