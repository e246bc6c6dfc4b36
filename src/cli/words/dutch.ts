import { DELIVERY } from './dutch/delivery.ts';
import { DIFF } from './dutch/diff.ts';
import { EXPLAIN } from './dutch/explain.ts';
import { FILES } from './dutch/files.ts';
import { MESSAGES } from './dutch/messages.ts';
import { PURGE } from './dutch/purge.ts';
import { REVIEW } from './dutch/review.ts';
import { RUN } from './dutch/run.ts';
import { STATUS } from './dutch/status.ts';
import { VERIFY } from './dutch/verify.ts';
import type { Words } from './words.ts';

export const DUTCH: Words = {
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
