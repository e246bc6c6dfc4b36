import type { Artefact, Column } from './column.ts';

const GUARD_ENGLISH =
  "A text field that a spreadsheet could take for a formula (its first character after white space is = + - @ or a full-width form of these, a tab or a carriage return), or that starts with ', has one ' in front. To undo it, take one leading ' away from every text field that has one.";
const GUARD_DUTCH =
  "Een tekstveld dat een rekenblad voor een formule kan aanzien (het eerste teken na witruimte is = + - @ of een brede vorm daarvan, een tab of een wagenterugloop), of dat met ' begint, heeft één ' vooraan. Neem om dat ongedaan te maken bij elk tekstveld één ' aan het begin weg.";

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
    description: `Notices, reviews, considered facts, rejected rows and totals of one run. ${GUARD_ENGLISH}`,
    description_nl: `Berichten, beoordelingen, overwogen feiten, afgewezen rijen en totalen van één run. ${GUARD_DUTCH}`,
    resources: artefacts.map((artefact) => ({
      name: artefact.file.replace('.csv', ''),
      type: 'table',
      path: artefact.file,
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
  return { name, type, ...more, description: english, description_nl: dutch };
}
