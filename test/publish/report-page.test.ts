import { describe, expect, it } from 'vitest';
import { renderReport } from '../../src/publish/report-page.ts';
import { aNotice, anInput, aRejection, aReview, aRunResult } from './run-result.ts';

describe('renderReport', () => {
  it('holds no personal data and no case number (5)', () => {
    const html = renderReport(aRunResult());

    for (const secret of [
      '000000012',
      'Hooft',
      'Zwart',
      'Zoë',
      '1980',
      '05/123456-24',
      'S1',
      'K-1',
    ])
      expect(html).not.toContain(secret);
  });

  it('counts actions, categories, reasons and error codes (5)', () => {
    const html = renderReport(
      aRunResult({
        notices: [aNotice(), aNotice(), aNotice({ action: 'RETRACTED', category: 'GEWELD' })],
        reviews: [aReview(), aReview({ reasons: ['BIRTH_DATE_MISMATCH', 'OVAR'] })],
        rejections: [aRejection(), aRejection({ errors: ['BSN_INVALID'] })],
      }),
    );

    const rows = [...html.matchAll(/<tr>(.*?)<\/tr>/g)].map(([row]) =>
      row
        .replaceAll(/<[^>]+>/g, ' ')
        .replaceAll(/ +/g, ' ')
        .trim(),
    );
    expect(rows).toEqual(
      expect.arrayContaining([
        'TAXI NEW 2',
        'TAXI RETRACTED 1',
        'TAXI GEWELD 1',
        'BIRTH_DATE_MISMATCH 2',
        'OVAR 1',
        'BSN_INVALID 2',
        'decisions 1 3 3',
        'decisions july.csv NOTICE 2',
      ]),
    );
  });

  it('escapes what comes from outside', () => {
    const html = renderReport(
      aRunResult({ inputs: [anInput({ file: '<script>"x"&amp;.csv', rows: 0 })] }),
    );

    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script&gt;&quot;x&quot;&amp;amp;.csv');
  });

  it('is one Dutch page that fetches nothing and runs nothing (5)', () => {
    const html = renderReport(aRunResult());

    expect(html).toMatch(/^<!doctype html>\n<html lang="nl">/);
    expect(html).not.toMatch(/<script|\ssrc=|\shref=|url\(|@import|\son\w+=/i);
  });
});
