/** The server groups and load balancers that a machine is a server of. */
import { anyOf, type Truth } from '../values/truth.ts';
import type { Value } from '../values/value.ts';
import { keysOf } from './identity.ts';
import type { Backend, Identity, Instance, NetworkModel } from './model.ts';
import { type NamedBy, namedBy, names } from './naming.ts';

export interface Serving {
  readonly backend: Backend;
  /** Never `no`. */
  readonly serves: Truth;
}

const cache = new WeakMap<NetworkModel, NamedBy<Backend>>();

/** What may forward to a machine, in the order of the text. */
export function servedBy(model: NetworkModel, key: string, instance: Instance): readonly Serving[] {
  const backends = cache.get(model) ?? namedBy(model.backends, ({ servers }) => servers ?? []);
  cache.set(model, backends);
  return backends([key, ...keysOf(instance.scalingGroup)]).flatMap((backend): readonly Serving[] => {
    const serves = anyOf('no', ...(backend.servers ?? []).map((server) => isServer(server, key, instance)));
    return serves === 'no' ? [] : [{ backend, serves }];
  });
}

/** A scaling group stands for the instances of its configuration. */
function isServer(server: Value<Identity>, key: string, { scalingGroup }: Instance): Truth {
  return anyOf(names(server, key), ...keysOf(scalingGroup).map((group) => names(server, group)));
}
