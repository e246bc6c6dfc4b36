import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeliverySettings, DeliverySurroundings } from '../../src/deliver/attempt.ts';
import { deliver } from '../../src/deliver/delivery.ts';
import type { Answer, OutgoingEvent, Sink } from '../../src/deliver/sink.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { openLedger } from '../../src/ledger/sqlite-ledger.ts';
import { verifyLedger } from '../../src/ledger/verify-ledger.ts';
import type { Notice } from '../../src/notice/notice.ts';
import type { DeliveryRecord } from '../../src/notice/outbox.ts';
import { aNotice, aRun, changesOf } from '../ledger/ledger-rows.ts';

const SETTINGS: DeliverySettings = {
  concurrency: 4,
  triesPerCall: 3,
  backOff: { baseMs: 1, capMs: 4, retryAfterCapMs: 50 },
  circuit: { failuresToPause: 50, pauseMs: 1, pauseCapMs: 2, trialsToGiveUp: 3 },
  graceMs: 50,
};
const TAKEN: Answer = {
  kind: 'ANSWERED',
  status: 202,
  retryAfterMs: null,
  excerpt: '',
  namesEvent: false,
};
const BROKEN: Answer = { ...TAKEN, status: 500 };

/** A receiver in memory: answers as it is told, and remembers what it was sent. */
class MemorySink implements Sink {
  readonly sent: OutgoingEvent[] = [];
  inFlight = 0;
  mostInFlight = 0;
  readonly #underWay: (() => void)[] = [];
  readonly #answer: (event: OutgoingEvent, times: number) => Answer | Promise<Answer>;

  constructor(answer: (event: OutgoingEvent, times: number) => Answer | Promise<Answer>) {
    this.#answer = answer;
  }

  async send(event: OutgoingEvent): Promise<Answer> {
    this.sent.push(event);
    const times = this.sent.filter(({ eventId }) => eventId === event.eventId).length;
    this.inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    const stopped = new Promise<Answer>((resolve) => {
      this.#underWay.push(() => resolve({ kind: 'STOPPED', reason: 'stopped' }));
    });
    await new Promise((resolve) => setImmediate(resolve));
    const answer = await Promise.race([this.#answer(event, times), stopped]);
    this.inFlight -= 1;
    return answer;
  }

  stop(): void {
    for (const end of this.#underWay) end();
  }

  async close(): Promise<void> {}

  get ids(): readonly string[] {
    return this.sent.map(({ eventId }) => eventId);
  }
}

describe('deliver (contract 6)', () => {
  let folder = '';
  let ledger: Ledger;
  let run = 0;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'delivery-'));
    run = 0;
    ledger = await open();
  });
  afterEach(async () => {
    await ledger.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function open(): Promise<Ledger> {
    return openLedger({ file: join(folder, 'ledger.db'), access: 'write', create: true });
  }

  async function issue(notices: readonly Notice[]): Promise<void> {
    run += 1;
    await ledger.record(aRun(run), [changesOf({ notices })]);
    await ledger.markPublished(run);
    await enqueue();
  }

  function enqueue(): Promise<number> {
    return ledger
      .outbox()
      .enqueue((notice, at) => `${notice.noticeId} v${notice.noticeVersion} ${at}`);
  }

  function notice(number: number, changed: Partial<Notice> = {}): Notice {
    const noticeId = `00000000-0000-5000-8000-${String(number).padStart(12, '0')}`;
    return aNotice({ noticeId, bsn: `NI${number}`, subscriptionId: `S${number}`, ...changed });
  }

  function send(
    sink: Sink | ((sector: string) => Sink),
    settings: Partial<DeliverySettings> = {},
    around: Partial<DeliverySurroundings> = {},
  ) {
    return deliver(
      { ...SETTINGS, ...settings },
      {
        outbox: ledger.outbox(),
        sinkOf: typeof sink === 'function' ? sink : () => sink,
        ratePerSecond: () => null,
        monotonicMs: () => performance.now(),
        random: () => 0.5,
        signal: new AbortController().signal,
        notify: () => {},
        ...around,
      },
    );
  }

  async function records(): Promise<readonly DeliveryRecord[]> {
    const all: DeliveryRecord[] = [];
    for await (const batch of ledger.outbox().records()) all.push(...batch);
    return all;
  }

  it('sends every notice once, and nothing at the next call', async () => {
    await issue(Array.from({ length: 50 }, (_, number) => notice(number)));
    const sink = new MemorySink(() => TAKEN);

    expect(await send(sink)).toEqual({ delivered: 50, undelivered: [] });
    expect(new Set(sink.ids).size).toBe(50);
    expect(await send(sink)).toEqual({ delivered: 0, undelivered: [] });
    expect(sink.sent).toHaveLength(50);
    expect(await enqueue()).toBe(0);
  });

  it('leaves the notices of a run that is not published for later, and then keeps their order', async () => {
    await ledger.record(aRun(1), [changesOf({ notices: [notice(1)] })]);
    run = 1;
    await issue([notice(1, { noticeVersion: 2, action: 'AMENDED' })]);
    const sink = new MemorySink(() => TAKEN);
    expect((await records()).map(({ noticeVersion }) => noticeVersion)).toEqual([2]);
    await ledger.markPublished(1);
    await enqueue();
    await send(sink);

    expect(sink.ids.map((id) => id.slice(-2))).toEqual(['.1', '.2']);
  });

  it('hears a stop while it queues a great many, and queues the others later', async () => {
    const notices = Array.from({ length: 1200 }, (_, number) => notice(number));
    await ledger.record(aRun(1), [changesOf({ notices })]);
    await ledger.markPublished(1);
    const stop = new AbortController();
    setImmediate(() => stop.abort());

    const queued = await ledger.outbox().enqueue(() => '{}', stop.signal);

    expect(queued).toBeLessThan(1200);
    expect(await ledger.outbox().unqueued()).toBe(1200 - queued);
    expect(await enqueue()).toBe(1200 - queued);
  });

  it('sends what is freed by an answer that came while the ledger was being written', async () => {
    await issue([notice(1), notice(2), notice(2, { noticeId: notice(3).noticeId })]);
    const landed: (() => void)[] = [];
    const last = new Promise<void>((resolve) => landed.push(resolve));
    const sink = new MemorySink(({ eventId }) =>
      eventId === `${notice(2).noticeId}.1` ? last.then(() => TAKEN) : TAKEN,
    );
    const inner = ledger.outbox();
    const outbox: DeliverySurroundings['outbox'] = {
      begin: () => inner.begin(),
      nextDueMs: (sector) => inner.nextDueMs(sector),
      undelivered: () => inner.undelivered(),
      exchange: async (settled, ...call) => {
        if (settled.length > 0) for (const land of landed) land();
        await new Promise((resolve) => setTimeout(resolve, 20));
        return inner.exchange(settled, ...call);
      },
    };

    expect(await send(sink, {}, { outbox })).toEqual({ delivered: 3, undelivered: [] });
  });

  it('never has more in flight than the limit, over all sectors', async () => {
    await issue(
      Array.from({ length: 60 }, (_, n) =>
        notice(n, { sector: n % 2 === 0 ? 'TAXI' : 'KINDEROPVANG' }),
      ),
    );
    const sink = new MemorySink((_, times) => (times === 1 ? BROKEN : TAKEN));
    await send(sink, { concurrency: 5 });

    expect(sink.mostInFlight).toBeLessThanOrEqual(5);
    expect(sink.mostInFlight).toBeGreaterThan(1);
    expect(sink.sent).toHaveLength(120);
  });

  it('sends what concerns one person one after another, oldest first, also while it fails', async () => {
    const person = { bsn: '999990342' };
    await issue([1, 2, 3].map((n) => notice(n, { ...person, priority: 4 - n })));
    await issue([notice(2, { ...person, noticeVersion: 2, action: 'RETRACTED' })]);
    await issue([notice(9)]);
    const sink = new MemorySink((_, times) => (times < 3 ? BROKEN : TAKEN));
    await send(sink);

    const ofPerson = sink.ids.filter((id) => !id.includes('000009'));
    expect(ofPerson.map((id) => id.slice(-3))).toEqual(
      ['1.1', '2.1', '3.1', '2.2'].flatMap((id) => [id, id, id]),
    );
  });

  it('takes the gravest first, and every eighth slot the oldest', async () => {
    await issue([notice(1, { priority: 4 }), notice(2, { priority: 4 })]);
    await issue(Array.from({ length: 20 }, (_, n) => notice(10 + n, { priority: 1 })));
    const sink = new MemorySink(() => TAKEN);
    await send(sink, { concurrency: 1 });

    const places = ['01.1', '02.1'].map((end) => sink.ids.findIndex((id) => id.endsWith(end)));
    expect(places[0]).toBeLessThan(9);
    expect(places[1]).toBeLessThan(17);
    expect(places[0]).toBeGreaterThan(0);
  });

  it('makes a dead letter at once of what the receiver refuses, and goes on with the person', async () => {
    const person = { bsn: '999990342' };
    await issue([notice(1, person), notice(2, person)]);
    const refused = { ...TAKEN, status: 422, excerpt: 'no such sector' };
    const sink = new MemorySink(({ eventId }) => (eventId.endsWith('1.1') ? refused : TAKEN));

    const { delivered, undelivered } = await send(sink);

    expect(delivered).toBe(1);
    expect(undelivered).toEqual([{ sector: 'TAXI', waiting: 0, failed: 0, dead: 1 }]);
    expect((await records())[0]).toMatchObject({
      state: 'DEAD',
      attempts: 1,
      status: 422,
      reason: 'no such sector',
    });
  });

  it('keeps what fails again and again, holds its person back, and goes on at the next call', async () => {
    const person = { bsn: '999990342' };
    await issue([notice(1, person), notice(2, person), notice(3)]);
    const sink = new MemorySink(({ eventId }) => (eventId.endsWith('1.1') ? BROKEN : TAKEN));

    const { undelivered } = await send(sink);

    expect(undelivered).toEqual([{ sector: 'TAXI', waiting: 1, failed: 1, dead: 0 }]);
    expect(sink.ids.filter((id) => id.endsWith('1.1'))).toHaveLength(3);
    expect(sink.ids.some((id) => id.endsWith('2.1'))).toBe(false);
    expect(await send(new MemorySink(() => TAKEN))).toEqual({ delivered: 2, undelivered: [] });
  });

  it('does not send before the time for which the receiver asked', async () => {
    await issue([notice(1)]);
    const times: number[] = [];
    const sink = new MemorySink((_, n) => {
      times.push(performance.now());
      return n === 1 ? { ...TAKEN, status: 429, retryAfterMs: 30 } : TAKEN;
    });
    await send(sink);

    expect(Number(times[1]) - Number(times[0])).toBeGreaterThanOrEqual(30);
  });

  it('gives a sink up that fails without end, with bounded tries, while another sector flows', async () => {
    await issue(
      Array.from({ length: 80 }, (_, n) =>
        notice(n, { sector: n % 2 === 0 ? 'TAXI' : 'KINDEROPVANG' }),
      ),
    );
    const dead = new MemorySink(() => ({ kind: 'CONNECTION_FAILED', reason: 'refused' }));
    const sound = new MemorySink(() => TAKEN);
    const circuit = { ...SETTINGS.circuit, failuresToPause: 5 };

    const { delivered, undelivered } = await send((sector) => (sector === 'TAXI' ? dead : sound), {
      circuit,
    });

    expect(delivered).toBe(40);
    expect(undelivered.map(({ sector }) => sector)).toEqual(['TAXI']);
    expect(dead.sent.length).toBeLessThan(20);
  });

  it('holds to a rate', async () => {
    await issue(Array.from({ length: 6 }, (_, n) => notice(n)));
    const times: number[] = [];
    const sink = new MemorySink(() => {
      times.push(performance.now());
      return TAKEN;
    });
    await send(sink, {}, { ratePerSecond: () => 100 });

    expect(Number(times.at(-1)) - Number(times[0])).toBeGreaterThanOrEqual(45);
  });

  it('finishes what is in flight when it is stopped, starts nothing new, and goes on at the next call', async () => {
    await issue(Array.from({ length: 30 }, (_, n) => notice(n)));
    const stop = new AbortController();
    const sink = new MemorySink(() => {
      stop.abort();
      return TAKEN;
    });
    const { delivered } = await send(sink, {}, { signal: stop.signal });

    expect(sink.sent).toHaveLength(4);
    expect(delivered).toBe(4);
    const rest = new MemorySink(() => TAKEN);
    await send(rest);
    expect(new Set([...sink.ids, ...rest.ids]).size).toBe(30);
    expect(rest.sent).toHaveLength(26);
  });

  it('cuts off what does not answer after the grace of a stop', async () => {
    await issue([notice(1)]);
    const stop = new AbortController();
    const sink = new MemorySink(() => {
      stop.abort();
      return new Promise<Answer>(() => {});
    });

    expect((await send(sink, {}, { signal: stop.signal })).delivered).toBe(0);
    expect((await records())[0]).toMatchObject({ state: 'WAITING', attempts: 1 });
  });

  it('sends the same bytes under the same id after a crash between request and outcome', async () => {
    await issue([notice(1)]);
    const crashed = new MemorySink(() => {
      throw new Error('the process dies here');
    });
    await expect(send(crashed)).rejects.toThrow('dies here');
    await ledger.close();
    ledger = await open();
    const sink = new MemorySink(() => TAKEN);
    await send(sink);

    expect(sink.sent.map(({ eventId, body }) => [eventId, body])).toEqual(
      crashed.sent.map(({ eventId, body }) => [eventId, body]),
    );
    expect((await records())[0]).toMatchObject({ state: 'DELIVERED', attempts: 2 });
  });

  it('puts dead letters back on purpose, all or those of one notice', async () => {
    await issue([notice(1), notice(2)]);
    await send(new MemorySink(() => ({ ...TAKEN, status: 400 })));
    const outbox = ledger.outbox();

    expect(await outbox.retry('DEAD', notice(2).noticeId)).toBe(1);
    const sink = new MemorySink(() => TAKEN);
    await send(sink);
    expect(sink.ids).toEqual([`${notice(2).noticeId}.1`]);
    expect(await outbox.retry('DEAD', null)).toBe(1);
    expect(await outbox.retry('DEAD', null)).toBe(0);
    expect(await send(sink)).toEqual({ delivered: 1, undelivered: [] });
  });

  it('sends a delivered notice again under its old id where the receiver lacks it', async () => {
    await issue([notice(1), notice(2)]);
    const sink = new MemorySink(() => TAKEN);
    await send(sink);

    expect(await ledger.outbox().resend([`${notice(1).noticeId}.1`, 'unknown.1'])).toBe(1);
    await send(sink);
    expect(sink.ids.filter((id) => id.endsWith('1.1'))).toHaveLength(2);
    expect(new Set(sink.sent.map(({ body }) => body)).size).toBe(2);
  });

  it('holds no more in memory than twice the limit, whatever the backlog', async () => {
    await issue(Array.from({ length: 10_000 }, (_, n) => notice(n)));
    const outbox = ledger.outbox();
    let most = 0;
    const watched = {
      ...bound(outbox),
      exchange: async (...turn: Parameters<typeof outbox.exchange>) => {
        const taken = await outbox.exchange(...turn);
        most = Math.max(most, taken.length);
        return taken;
      },
    };
    await send(new MemorySink(() => TAKEN), { concurrency: 16 }, { outbox: watched });

    expect(most).toBeLessThanOrEqual(32);
    expect((await records()).every(({ state }) => state === 'DELIVERED')).toBe(true);
    await ledger.close();
    expect(await verifyLedger(join(folder, 'ledger.db'))).toEqual([]);
  });
});

/** An outbox as a plain object, so that one of its methods can be watched. */
function bound(outbox: ReturnType<Ledger['outbox']>): ReturnType<Ledger['outbox']> {
  return {
    enqueue: (compose) => outbox.enqueue(compose),
    cutOff: () => outbox.cutOff(),
    begin: () => outbox.begin(),
    exchange: (...turn) => outbox.exchange(...turn),
    nextDueMs: (sector) => outbox.nextDueMs(sector),
    unqueued: () => outbox.unqueued(),
    undelivered: () => outbox.undelivered(),
    oldestUndelivered: () => outbox.oldestUndelivered(),
    retry: (...what) => outbox.retry(...what),
    resend: (ids) => outbox.resend(ids),
    records: () => outbox.records(),
  };
}
