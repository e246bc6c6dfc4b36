import { hash } from 'node:crypto';

/**
 * W3C `traceparent` of one attempt: all attempts of an event are one trace, each is a span of its
 * own. Made from the event id, so that a log line can be found again without a table.
 */
export function traceparent(eventId: string, attempt: number): string {
  const trace = hash('sha256', `trace ${eventId}`).slice(0, 32);
  const span = hash('sha256', `span ${eventId} ${attempt}`).slice(0, 16);
  return `00-${trace}-${span}-01`;
}
