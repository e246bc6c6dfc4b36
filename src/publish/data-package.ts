import type { Artefact, Column } from './column.ts';

const GUARD_ENGLISH =
  "A text field that a spreadsheet could take for a formula (its first character after any white space, no-break space or BOM is one of = + - @ or a full-width form of these, or among or after that white space stands a tab or a carriage return), or that starts with ', has one ' in front; so a leading ' always stands for one added character. To undo it, take one leading ' away from every text field that has one. Columns of numbers and dates are not guarded. Lists within a field are separated by ;.";
const GUARD_DUTCH =
  "Een tekstveld dat een rekenblad voor een formule kan aanzien (het eerste teken na eventuele witruimte, harde spatie of BOM is = + - @ of een brede vorm daarvan, of in of na die witruimte staat een tab of een wagenterugloop), of dat met ' begint, heeft één ' vooraan; een ' vooraan staat dus altijd voor één toegevoegd teken. Neem om dat ongedaan te maken bij elk tekstveld dat met ' begint één ' aan het begin weg. Kolommen met getallen en datums zijn niet beveiligd. Lijsten in een veld zijn gescheiden door ;.";

/** Data Package v2 descriptor of the CSV files of a run, in English and Dutch (contract 5). */
export function describePackage(
  runId: string,
  artefacts: readonly Pick<
    Artefact<never>,
    'file' | 'english' | 'dutch' | 'columns' | 'primaryKey'
  >[],
): string {
  const descriptor = {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: runId.toLowerCase(),
    title: 'Catch-up screening run',
    title_nl: 'Inhaalscreening',
    description: `Notices, reviews, considered facts, rejected rows and totals of one run. ${GUARD_ENGLISH}`,
    description_nl: `Berichten, beoordelingen, overwogen feiten, afgewezen rijen en totalen van één run. ${GUARD_DUTCH}`,
    resources: artefacts.map((artefact) => ({
      name: artefact.file.replace('.csv', ''),
      path: artefact.file,
      type: 'table',
      title: titleOf(artefact.file.replace('.csv', '')),
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
      description: artefact.english,
      description_nl: artefact.dutch,
      dialect: {
        delimiter: ',',
        lineTerminator: '\n',
        quoteChar: '"',
        doubleQuote: true,
        header: true,
      },
      schema: {
        $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
        fields: artefact.columns.map(describeColumn),
        missingValues: [''],
        ...(artefact.primaryKey && { primaryKey: artefact.primaryKey }),
      },
    })),
  };
  return `${JSON.stringify(descriptor, null, 2)}\n`;
}

function describeColumn(column: Column<never>): Record<string, unknown> {
  const { name, type, english, dutch, more } = column;
  return { name, type, title: titleOf(name), description: english, description_nl: dutch, ...more };
}

function titleOf(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('_', ' ')}`;
}
