import { describe, expect, it } from 'vitest';
import { renderReport } from '../../src/publish/report-page.ts';
import type { RunResult } from '../../src/publish/run-result.ts';
import { aConsidered, aNotice, anInput, aRejection, aReview, aRunResult } from './run-result.ts';

const VOID = new Set(['meta', 'link', 'rect', 'line', 'br', 'wbr']);
const OUTAGE = { source: 'OM', from: '2025-07-17T22:00:00Z', until: '2025-07-20T22:00:00Z' };

describe('renderReport', () => {
  it('holds no personal data and no case number (5)', () => {
    const html = renderReport(aRunResult());

    for (const secret of [
      ...['000000012', 'Hooft', 'Zwart', 'Zoë', '1980', '05/123456-24', '>S1<', 'K-1', '=REF'],
      ...['OM:D1', '6f1c8c1e', '=1,'],
    ])
      expect(html).not.toContain(secret);
  });

  it('shows every part in its order (5)', () => {
    const headings = renderReport(aRunResult()).match(/(?<=<h2 id=")[a-z]+/g);

    expect(headings).toEqual(
      'vraag antwoord aansluiting dagen uitkomsten aandacht intrekkingen herkomst'.split(' '),
    );
  });

  it('says what was asked and answers in one paragraph', () => {
    const text = textOf(aRunResult({ notices: [aNotice(), aNotice({ action: 'RETRACTED' })] }));

    expect(text).toContain(
      'Welke beslissingen, geregistreerd van 17 juli 2025 tot 26 september 2025, raken iemand',
    );
    expect(text).toContain(
      'Gelezen: 3 beslissingen; elke rij heeft precies één einde. Daaruit volgden 2 berichten (1 nieuw, 1 ingetrokken); over 1 zaak moet eerst een mens beslissen. Van alle invoer is 1 rij afgewezen; 1 daarvan raakt iemand onder screening.',
    );
  });

  it('says the time of day where a window does not end at midnight', () => {
    const { window } = aRunResult();

    const text = textOf(
      aRunResult({ window: { ...window, untilLocal: '2025-09-26T12:30:00+02:00' } }),
    );

    expect(text).toContain('tot 26 september 2025, 12:30:00+02:00, raken');
  });

  it('accounts for every decision, step by step and per file (4)', () => {
    const rows = rowsOf(
      aRunResult({
        inputs: [anInput({ file: 'a.csv', rows: 1200 }), anInput({ file: 'b.csv', rows: 34 })],
        totals: [
          { input: 'decisions', file: 'a.csv', disposition: 'NOTICE', rows: 2 },
          { input: 'decisions', file: 'a.csv', disposition: 'NO_SUBSCRIPTION', rows: 1198 },
          { input: 'decisions', file: 'b.csv', disposition: 'REJECTED', rows: 34 },
        ],
      }),
    );

    expect(rows).toEqual(
      expect.arrayContaining([
        'Afgewezen REJECTED|34|1.200',
        'Geen inschrijving NO_SUBSCRIPTION|1.198|2',
        'Bericht NOTICE|2|0',
        'Samen|1.234|',
        'a.csv Beslissingen|1.200|1.200|2 NOTICE + 1.198 NO_SUBSCRIPTION',
        'b.csv Beslissingen|34|34|34 REJECTED',
      ]),
    );
  });

  it('lists every day of the window, and marks the outages that the ledger knew', () => {
    const result = aRunResult({ outages: [OUTAGE] });
    const rows = rowsOf(result);

    expect(rows).toContain('17 juli 2025|0|0|');
    expect(rows).toContain('20 juli 2025|1|0|OM');
    expect(rows).toContain('1 augustus 2025|0|1|');
    expect(rows.filter((row) => row.endsWith('|OM'))).toHaveLength(3);
    expect(rows.filter((row) => / (juli|augustus|september) 2025\|/.test(row))).toHaveLength(71);
    expect(textOf(result)).toContain(
      'Gemelde storing bij OM: 18 juli 2025 tot en met 20 juli 2025.',
    );
  });

  it('tells the outages of a source in one sentence, and one of a day as that day', () => {
    const day = { source: 'OM', from: '2025-07-31T22:00:00Z', until: '2025-08-01T22:00:00Z' };

    expect(textOf(aRunResult({ outages: [OUTAGE, day] }))).toContain(
      'Gemelde storing bij OM: 18 juli 2025 tot en met 20 juli 2025; 1 augustus 2025.',
    );
  });

  it('leaves out an outage that does not touch the window', () => {
    const outages = [{ source: 'OM', from: '2025-09-25T22:00:00Z', until: '2025-09-27T22:00:00Z' }];

    expect(textOf(aRunResult({ outages }))).toContain('geen storing gemeld');
  });

  it('does not call days silent that nobody counted', () => {
    const text = textOf(aRunResult({ days: [] }));

    expect(text).toContain('Voor deze run zijn geen rijen per dag geteld.');
    expect(text).not.toContain('zonder rij');
  });

  it('counts outcomes per sector and category, retractions apart (5)', () => {
    const result = aRunResult({
      notices: [aNotice(), aNotice(), aNotice({ action: 'RETRACTED', category: 'GEWELD' })],
      considered: [aConsidered(), aConsidered({ sector: 'KINDEROPVANG', outcome: 'CLEARED' })],
    });

    expect(rowsOf(result)).toEqual(
      expect.arrayContaining([
        'TAXI|Bericht: ZEDEN|1|2',
        'TAXI|Ter beoordeling||1',
        'TAXI|Overwogen: Niet van belang voor de sector NOT_RELEVANT||1',
        'KINDEROPVANG|Overwogen: Vrijgesproken of geen verdenking CLEARED||1',
        'TAXI|GEWELD|1',
      ]),
    );
  });

  it('names what needs attention, rows that touch a subscription first', () => {
    const result = aRunResult({
      reviews: [aReview(), aReview({ reasons: ['BIRTH_DATE_MISMATCH', 'OVAR'] })],
      rejections: [
        aRejection({ line: 9, touchesSubscription: false, errors: ['BSN_INVALID'] }),
        aRejection(),
      ],
    });
    const text = textOf(result);

    expect(rowsOf(result)).toEqual(
      expect.arrayContaining([
        'july.csv|Beslissingen|3|BSN_INVALID KIND_INVALID',
        'Geboortedatum wijkt af BIRTH_DATE_MISMATCH|TAXI|2',
        'BSN_INVALID|Beslissingen|1',
      ]),
    );
    expect(text.indexOf('Eerst: 1 afgewezen rij raakt')).toBeLessThan(
      text.indexOf('2 zaken wachten'),
    );
    expect(text).toContain('1 andere rij is afgewezen');
    expect(text.indexOf('2 zaken wachten')).toBeLessThan(text.indexOf('1 andere rij is'));
  });

  it('names twenty touching rows and counts the rest', () => {
    const rejections = Array.from({ length: 23 }, (_, line) => aRejection({ line: line + 2 }));
    const result = aRunResult({ rejections });

    expect(rowsOf(result).filter((row) => row.startsWith('july.csv|Beslissingen|'))).toHaveLength(
      20,
    );
    expect(textOf(result)).toContain('En nog 3; rejects.csv noemt ze alle.');
  });

  it('says so where nothing needs attention', () => {
    const text = textOf(
      aRunResult({
        ...{ reviews: [], rejections: [] },
        inputs: [anInput({ rows: 2 })],
      }),
    );

    expect(text).toContain('Niets: geen afgewezen rijen en geen zaken ter beoordeling.');
  });

  it('escapes what comes from outside, and shows what would be invisible', () => {
    const file = '<script>"x"&amp;\u202egnp.csv';
    const html = renderReport(
      aRunResult({
        inputs: [anInput({ file, rows: 0, unknownColumns: [file] })],
        notices: [aNotice({ sector: file, category: file })],
      }),
    );

    expect(html).not.toContain('<script');
    expect(html).not.toContain('\u202e');
    expect(html).toContain('&lt;script&gt;&quot;x&quot;&amp;amp;\\u{202e}gnp.csv');
  });

  it('is one Dutch page that fetches nothing and runs nothing (5)', () => {
    const html = renderReport(aRunResult({ outages: [OUTAGE] }));

    expect(html).toMatch(/^<!doctype html>\n<html lang="nl">/);
    expect(html.replace('href="data:,"', '')).not.toMatch(
      /<script|\ssrc=|\shref=|url\(|@import|\son\w+=/i,
    );
  });

  it.each([
    ['a small run', aRunResult({ outages: [OUTAGE] })],
    ['hostile names', aRunResult({ inputs: [anInput({ file: '"><svg onload=x>\'', rows: 3 })] })],
    ['nothing', emptyResult()],
  ])('is well-formed, each chart with title, description and table: %s', (_, result) => {
    const html = renderReport(result);
    const open: string[] = [];
    for (const [, close, name = '', attributes] of html.matchAll(/<(\/?)([a-z]\w*)([^>]*)>/g)) {
      if (close === '/') expect(open.pop()).toBe(name);
      else if (!VOID.has(name) && attributes?.endsWith('/') !== true) open.push(name);
    }
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);

    expect(open).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [svg] of html.matchAll(/<svg.*?<\/svg>/gs))
      expect(svg).toMatch(/role="img" aria-labelledby="(\S+) (\S+)".*id="\1".*id="\2"/s);
    for (const [table] of html.matchAll(/<table>.*?<\/table>/gs))
      expect(table).toMatch(/^<table>\n<caption>[^<]+<\/caption>\n<thead><tr><th scope="col"/);
  });

  it('has bars in proportion, and none beyond the whole', () => {
    const html = renderReport(aRunResult());
    const bars = [...html.matchAll(/<rect[^>]* x="([\d.]+)%?"[^>]* width="([\d.]+)%"/g)];

    expect(bars.length).toBeGreaterThan(5);
    for (const [, x, width] of bars) expect(Number(x) + Number(width)).toBeLessThanOrEqual(100.01);
  });

  it('puts several days into one bar where the window is long', () => {
    const { window } = aRunResult();
    const long = { ...window, untilUtc: '2030-07-16T22:00:00Z' };

    const rows = rowsOf(aRunResult({ window: long })).filter((row) => row.includes(' tot en met '));

    expect(rows.length).toBeLessThanOrEqual(100);
    expect(rows[0]).toBe('17 juli 2025 tot en met 4 augustus 2025|1|1|');
  });
});

function emptyResult(): RunResult {
  const nothing = {
    notices: [],
    reviews: [],
    considered: [],
    rejections: [],
    totals: [],
    days: [],
  };
  return aRunResult({ ...nothing, inputs: [anInput()] });
}

function rowsOf(result: RunResult): string[] {
  const rows = renderReport(result).matchAll(/<tr>(.*?)<\/tr>/gs);
  return [...rows].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) => bare(cell)).join('|'),
  );
}

function textOf(result: RunResult): string {
  return bare(renderReport(result).replace(/<style>.*<\/style>/s, ''));
}

function bare(html: string): string {
  return html
    .replaceAll('<wbr/>', '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(' :', ':')
    .trim();
}
