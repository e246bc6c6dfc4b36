import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { composeEvent, type EventNaming } from '../../src/deliver/cloud-event.ts';
import type { Action } from '../../src/notice/notice.ts';
import { NOTICES } from '../../src/publish/notices-file.ts';
import { aNotice } from '../ledger/ledger-rows.ts';

const NAMING: EventNaming = {
  source: 'urn:nld:oin:00000000000000000001:systeem:screening-catchup',
  typePrefix: 'nl.bjsg.continue-screening.herbeoordeling',
  dataschema: 'urn:nld:screening-catchup:schema:bericht:v1',
  shape: 'WHOLE',
  dataref: null,
};
const AT = '2025-09-26T01:02:03.004Z';

function compose(naming: Partial<EventNaming> = {}, action: Action = 'NEW') {
  return JSON.parse(composeEvent(aNotice({ action }), AT, { ...NAMING, ...naming }));
}

describe('composeEvent (contract 6)', () => {
  it('names the event by notice and version, the sender by a URN, the time by the ledger', () => {
    const { data: _, ...attributes } = compose();

    expect(attributes).toEqual({
      specversion: '1.0',
      id: `${aNotice().noticeId}.1`,
      source: NAMING.source,
      type: 'nl.bjsg.continue-screening.herbeoordeling.nieuw.v1',
      time: AT,
      datacontenttype: 'application/json',
      dataschema: NAMING.dataschema,
    });
  });

  it.each<[Action, string]>([
    ['NEW', 'nieuw'],
    ['AMENDED', 'gewijzigd'],
    ['RETRACTED', 'ingetrokken'],
  ])('has a type of its own for %s', (action, ending) => {
    expect(compose({}, action).type).toBe(`${NAMING.typePrefix}.${ending}.v1`);
  });

  it('holds the columns of notices.csv, unguarded, lists as arrays', () => {
    const { data } = compose();

    expect(Object.keys(data)).toEqual(NOTICES.columns.map(({ name }) => name));
    for (const { name, type, text, more } of NOTICES.columns) {
      const value = data[name];
      const written = Array.isArray(value) ? value.join(';') : String(value);
      expect(written, name).toBe(text(aNotice()));
      expect(Array.isArray(value), name).toBe(more?.list !== undefined);
      expect(typeof value === 'number', name).toBe(type === 'integer');
    }
    expect(data.family_name).toBe("'t Hooft");
  });

  it('has the properties of the published schema', () => {
    const file = join(import.meta.dirname, '../../src/deliver/notice-event.schema.json');
    const schema = JSON.parse(readFileSync(file, 'utf8'));

    expect(Object.keys(schema.properties)).toEqual(Object.keys(compose().data));
    expect(schema.$id).toBe(NAMING.dataschema);
    for (const [name, { pattern }] of Object.entries<{ pattern?: string }>(schema.properties))
      if (pattern !== undefined) expect(compose().data[name]).toMatch(new RegExp(pattern));
  });

  it('holds a reference alone where it is to be bare', () => {
    const bare = compose({ shape: 'BARE', dataref: 'https://intake.example/berichten/' });

    expect(bare.data).toEqual({
      notice_id: aNotice().noticeId,
      notice_version: 1,
      action: 'NEW',
    });
    expect(bare.dataref).toBe(`https://intake.example/berichten/${aNotice().noticeId}.1`);
  });

  it('puts no personal data into an attribute', () => {
    const { data: _, ...attributes } = compose();
    const notice = aNotice();

    for (const value of [notice.bsn, 'Hooft', notice.caseNumber, notice.birthDate])
      expect(JSON.stringify(attributes)).not.toContain(value);
  });
});
