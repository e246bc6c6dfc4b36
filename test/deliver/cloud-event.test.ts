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

const ID = '00000000-0000-5000-8000-000000000001';
/** What a ledger holds of a notice: never to be changed here, for ledgers in use hold it so. */
const STORED =
  '{"action":"AMENDED","articles":["249 Sr"],"birthDate":"1980-02-03","bsn":"999990342",' +
  '"caseNumber":"05/123456-24","category":"SEX","decidedOn":"2025-07-20","facts":[' +
  '{"category":"SEX","decision":"OM:D1:1","fact":"*","kind":"DAGVAARDING","match":"BSN"},' +
  '{"byReview":true,"category":"SEX","decision":"RECHTSPRAAK:R1:2","fact":"2","kind":"OVAR",' +
  '"match":"BSN"}],"familyName":"\'t Hööft","flags":["NAME_DIFFERS"],"givenNames":"Ada",' +
  `"match":["BSN"],"namePrefix":"d'","noticeId":"${ID}","noticeVersion":2,` +
  '"offenceFrom":"2025-06-01","offenceUntil":"2025-06-02","priority":1,' +
  '"registerRef":"LRK \\"1\\"","role":"DRIVER","sector":"TAXI",' +
  '"signalledBeforeRef":["P-1"],"skn":"S12","subscriptionId":"S1"}';
const STORED_AS_DATA =
  `{"notice_id":"${ID}","notice_version":2,"action":"AMENDED","priority":1,"sector":"TAXI",` +
  '"subscription_id":"S1","register_ref":"LRK \\"1\\"","role":"DRIVER","bsn":"999990342",' +
  '"skn":"S12","family_name":"\'t Hööft","name_prefix":"d\'","given_names":"Ada",' +
  '"birth_date":"1980-02-03","case_number":"05/123456-24","facts":["*","2"],' +
  '"decision_ids":["OM:D1:1","RECHTSPRAAK:R1:2"],"kinds":["DAGVAARDING","OVAR"],' +
  '"articles":["249 Sr"],"category":"SEX","offence_from":"2025-06-01",' +
  '"offence_until":"2025-06-02","decided_on":"2025-07-20","match":["BSN"],' +
  '"flags":["NAME_DIFFERS"],"signalled_before_ref":["P-1"]}';

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

  it.each<[string, Partial<EventNaming>, string]>([
    ['whole', {}, `"data":${STORED_AS_DATA}`],
    [
      'bare',
      { shape: 'BARE', dataref: 'https://intake.example/' },
      `"dataref":"https://intake.example/${ID}.2",` +
        `"data":{"notice_id":"${ID}","notice_version":2,"action":"AMENDED"}`,
    ],
  ])(
    'gives a stored notice the same bytes in every version of the program, %s',
    (_, naming, end) => {
      const body = composeEvent(JSON.parse(STORED), AT, { ...NAMING, ...naming });

      expect(body).toBe(
        `{"specversion":"1.0","id":"${ID}.2","source":"${NAMING.source}",` +
          '"type":"nl.bjsg.continue-screening.herbeoordeling.gewijzigd.v1",' +
          `"time":"${AT}","datacontenttype":"application/json",` +
          `"dataschema":"${NAMING.dataschema}",${end}}`,
      );
    },
  );

  it('puts no personal data into an attribute', () => {
    const { data: _, ...attributes } = compose();
    const notice = aNotice();

    for (const value of [notice.bsn, 'Hooft', notice.caseNumber, notice.birthDate])
      expect(JSON.stringify(attributes)).not.toContain(value);
  });
});
