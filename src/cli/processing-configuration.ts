import { z } from 'zod';

const uri = z.string().regex(/^[a-z][a-z0-9+.-]*:\S+$/i, 'expected an absolute URI');

/** The `processing` part of the configuration: activities as the register of processing names them. */
export const PROCESSING_SCHEMA = z.strictObject({
  combining: uri
    .default('urn:nld:screening-catchup:verwerking:combineren')
    .describe('Decisions with subscriptions, in a run'),
  providing: uri
    .default('urn:nld:screening-catchup:verwerking:verstrekken')
    .describe('Notices, in a delivery'),
});

export type ProcessingConfiguration = z.output<typeof PROCESSING_SCHEMA>;
