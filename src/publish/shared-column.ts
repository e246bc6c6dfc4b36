import { type Column, required, text } from './column.ts';

// Columns that stand in several files with one meaning (contract 5).

export function sectorColumn<Row extends { readonly sector: string }>(): Column<Row> {
  const dutch = 'Sector van de inschrijving, een code zoals TAXI.';
  return text(
    'sector',
    (row) => row.sector,
    'Sector of the subscription, a code such as TAXI.',
    dutch,
    required(),
  );
}

export function subscriptionColumn<Row extends { readonly subscriptionId: string }>(): Column<Row> {
  return text(
    'subscription_id',
    (row) => row.subscriptionId,
    'Subscription, as supplied: 1 to 64 printable ASCII characters.',
    'Inschrijving, zoals aangeleverd: 1 tot 64 afdrukbare ASCII-tekens.',
    required(),
  );
}

export function bsnColumn<Row extends { readonly bsn: string }>(): Column<Row> {
  return text(
    'bsn',
    (row) => row.bsn,
    'BSN of nine digits, or NI and the number of a non-resident.',
    'BSN van negen cijfers, of NI en het nummer van een niet-ingezetene.',
    { constraints: { pattern: '\\d{9}|NI\\d{1,12}' } },
  );
}

export function familyNameColumn<Row extends { readonly familyName: string }>(): Column<Row> {
  return text(
    'family_name',
    (row) => row.familyName,
    'Family name in the subscription, free text.',
    'Geslachtsnaam in de inschrijving, vrije tekst.',
    required(),
  );
}

export function birthDateColumn<Row extends { readonly birthDate: string }>(): Column<Row> {
  return {
    name: 'birth_date',
    type: 'date',
    text: (row) => row.birthDate,
    english: 'Date of birth, YYYY-MM-DD; unknown month or day is 00.',
    dutch: 'Geboortedatum, JJJJ-MM-DD; onbekende maand of dag is 00.',
    // Month and day may be 00, which no date type of the data package takes.
    more: { type: 'string', ...required({ pattern: '\\d{4}-\\d{2}-\\d{2}' }) },
  };
}

export function caseColumn<Row extends { readonly caseNumber: string }>(): Column<Row> {
  const meaning = 'Parketnummer, dd/dddddd-dd.';
  const pattern = '\\d{2}/\\d{6}-\\d{2}';
  return text('case_number', (row) => row.caseNumber, meaning, meaning, required({ pattern }));
}

export function inputColumn<Row extends { readonly input: string }>(): Column<Row> {
  const kinds = ['decisions', 'subscriptions', 'identities', 'already-signalled'];
  return text(
    'input',
    (row) => row.input,
    'Kind of input.',
    'Soort invoer.',
    required({ enum: kinds }),
  );
}

export function fileColumn<Row extends { readonly file: string }>(): Column<Row> {
  return text(
    'file',
    (row) => row.file,
    'File as a path, relative to the deepest folder that holds all inputs of its kind; - is standard input.',
    'Bestand als pad, ten opzichte van de diepste map met alle invoer van die soort; - is de standaardinvoer.',
    required(),
  );
}
