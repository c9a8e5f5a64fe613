/** Gateway API: which routes are attached to a listener. */
import { allOf, anyOf, holds, type Truth } from '../values/truth.ts';
import type { Gateway, GatewayListener, HttpRoute } from './kubernetes.ts';
import { sameText } from './label-selectors.ts';

/** Does a route belong to a listener? Without `sectionName` and `port` it belongs to all listeners of the gateway. */
export function belongs({ parents }: HttpRoute, gateway: Gateway, listener: GatewayListener): Truth {
  return anyOf(
    'no',
    ...parents.map(({ name, section, port }) =>
      allOf(
        sameText(name, gateway.name),
        section ? sameText(section, listener.name) : 'yes',
        port && listener.port?.kind === 'known'
          ? holds(port, (number) => listener.port?.kind === 'known' && number === listener.port.value)
          : 'yes',
      ),
    ),
  );
}
