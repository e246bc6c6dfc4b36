import { CatchUpError } from '../errors.ts';

/** The source and number of a decision from `source:id`. */
export function parseDecisionName(text: string): {
  readonly source: string;
  readonly decisionId: string;
} {
  const [source = '', decisionId = ''] = text.split(':');
  if (!['OM', 'RECHTSPRAAK'].includes(source) || decisionId === '')
    throw new CatchUpError('USAGE', '--decision takes OM:<id> or RECHTSPRAAK:<id>');
  return { source, decisionId };
}
