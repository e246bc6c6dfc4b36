import type { ENGLISH } from './english.ts';

/** What people are told, by command; codes, ids and names of options are the same in every language. */
export type Words = typeof ENGLISH;
