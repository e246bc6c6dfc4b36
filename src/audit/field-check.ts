import type { Column } from '../publish/column.ts';
import { guard, unguard } from '../publish/csv-file.ts';

/** Says what is wrong with a field as it lies in the file; null where nothing is. */
export type FieldCheck = (field: string) => string | null;

interface Constraints {
  readonly required?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The checks that the data package states for a column, and the guard against formulas (contract 5). */
export function checkOf(column: Column<never>): FieldCheck {
  const { constraints = {}, format } = (column.more ?? {}) as {
    constraints?: Constraints;
    format?: string;
  };
  const pattern = constraints.pattern && new RegExp(`^(?:${constraints.pattern})$`, 'u');
  const type = column.more?.type ?? column.type;
  return (field) => {
    const isText = column.type === 'string';
    if (isText && guard(unguard(field)) !== field) return 'is not guarded against formulas';
    const value = isText ? unguard(field) : field;
    if (value === '') return constraints.required === true ? 'is empty' : null;
    if (type === 'integer') return checkInteger(value, constraints);
    if (type === 'date' && !isDate(value)) return 'is no date';
    if (format === 'uuid' && !UUID.test(value)) return 'is no UUID of version 5';
    if (pattern && !pattern.test(value)) return 'does not have the form that the schema states';
    if (constraints.enum?.includes(value) === false) return 'is none of the values of the schema';
    return null;
  };
}

function checkInteger(value: string, { minimum, maximum }: Constraints): string | null {
  if (!/^(0|[1-9]\d{0,14})$/.test(value)) return 'is no whole number';
  if (minimum !== undefined && Number(value) < minimum) return `is below ${minimum}`;
  if (maximum !== undefined && Number(value) > maximum) return `is above ${maximum}`;
  return null;
}

/** A day that the calendar has. */
export function isDate(text: string): boolean {
  const date = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return date !== null && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
