import { DELIVERY } from './english/delivery.ts';
import { DIFF } from './english/diff.ts';
import { EXPLAIN } from './english/explain.ts';
import { FILES } from './english/files.ts';
import { MESSAGES } from './english/messages.ts';
import { PURGE } from './english/purge.ts';
import { REVIEW } from './english/review.ts';
import { RUN } from './english/run.ts';
import { STATUS } from './english/status.ts';
import { VERIFY } from './english/verify.ts';

/** The other languages have the shape of this one: a text that one of them lacks does not compile. */
export const ENGLISH = {
  messages: MESSAGES,
  run: RUN,
  status: STATUS,
  review: REVIEW,
  delivery: DELIVERY,
  verify: VERIFY,
  explain: EXPLAIN,
  diff: DIFF,
  purge: PURGE,
  files: FILES,
};
