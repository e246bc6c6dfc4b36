import type { EventNaming } from '../deliver/cloud-event.ts';
import type { Configuration } from './configuration.ts';
import type { DeliveryConfiguration } from './delivery-configuration.ts';

/** How a run names the messages that it keeps; null where the configuration leaves it to `deliver`. */
export function givenNaming({ given, delivery }: Configuration): EventNaming | null {
  return given.delivery === undefined ? null : namingOf(delivery);
}

export function namingOf(delivery: DeliveryConfiguration): EventNaming {
  return {
    source: delivery.source,
    typePrefix: delivery.typePrefix,
    dataschema: delivery.dataschema,
    shape: delivery.shape === 'whole' ? 'WHOLE' : 'BARE',
    dataref: delivery.dataref ?? null,
  };
}
