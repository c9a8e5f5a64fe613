/** What keeps strangers from a listener: a white list of the same files, an internal load balancer, or no listener. */
import type { Fix } from '../../changes/change.ts';
import { isRepeated } from '../../changes/networks.ts';
import { referenceFrom } from '../../changes/references.ts';
import { removal } from '../../changes/removing.ts';
import { AddressSet } from '../../network/addresses.ts';
import { identityKey, keyOf, keysOf } from '../../network/identity.ts';
import { balancerOf, partsOf } from '../../network/load-balancers.ts';
import type { AccessList, Listener, NetworkModel } from '../../network/model.ts';
import type { PortSet } from '../../network/ports.ts';
import type { Text } from '../../text/message.ts';
import { internalFixes } from './public-load-balancer.ts';

const removeListener: Text = { en: 'Remove this listener', zh: '删除此监听' };

/** @param publicPorts those that may face the internet: what serves them keeps its load balancer public */
export function listenerFixes(model: NetworkModel, listener: Listener, publicPorts: PortSet): readonly Fix[] {
  const balancer = balancerOf(model, listener);
  const onlyHere = balancer && siblings(model, listener).every(({ ports }) => !isPublic(ports, publicPorts));
  return [
    ...whiteLists(model, listener),
    ...(balancer && onlyHere ? internalFixes(model, balancer) : []),
    ...removal(listener, removeListener),
  ];
}

function siblings(model: NetworkModel, { loadBalancer }: Listener): readonly Listener[] {
  const keys = keysOf(loadBalancer);
  return model.listeners.filter((one) => keysOf(one.loadBalancer).some((key) => keys.includes(key)));
}

/** What is not known may be public. */
function isPublic(ports: Listener['ports'], publicPorts: PortSet): boolean {
  return ports?.kind !== 'known' || ports.value.overlaps(publicPorts);
}

/** Access control lists for the same product; a listener that has one already is left to a person. */
function whiteLists(model: NetworkModel, listener: Listener): readonly Fix[] {
  const { resource, aclIds, product } = listener;
  if ((aclIds ?? []).length > 0 || partsOf(model, listener).some((part) => part.aclIds) || isRepeated(listener))
    return [];
  const name = product?.kind === 'known' ? product.value : undefined;
  return model.accessLists.flatMap((list): Fix[] => {
    const isSame = list.product?.kind === 'known' && list.product.value === name;
    const reference = isSame && isWhite(model, list) ? referenceFrom(list.resource, resource) : undefined;
    if (reference === undefined) return [];
    const { address } = list.resource;
    const title: Text = { en: `Let in only the access list ${address}`, zh: `只放行访问控制列表 ${address}` };
    const own: Fix = {
      title,
      changes: [{ kind: 'set', entity: listener, to: { aclEnabled: true, aclType: 'white', aclIds: reference } }],
    };
    const apart: Fix = {
      title,
      changes: [
        {
          kind: 'part',
          of: listener,
          part: 'listenerParts',
          link: 'listener',
          to: { aclType: 'white', aclIds: reference },
        },
      ],
    };
    // ALB and Global Accelerator attach lists to listeners by a resource of its own; of GA's the model knows too little.
    if (name === 'clb') return [own];
    return name === 'alb' ? [apart] : [];
  });
}

/** Whether a list names networks, and is nobody's black list. */
function isWhite(model: NetworkModel, list: AccessList): boolean {
  const key = keyOf(list);
  const entries = model.accessLists
    .filter((one) => one.list && keysOf(one.list).includes(key))
    .flatMap((one) => one.entries ?? []);
  const known = entries.flatMap((entry) => (entry.kind === 'known' ? [entry.value] : []));
  const isBlack = [...model.listeners, ...model.listenerParts].some(
    ({ aclType, aclIds }) =>
      aclType?.kind === 'known' &&
      aclType.value === 'black' &&
      (aclIds ?? []).some((id) => id.kind === 'known' && identityKey(id.value) === key),
  );
  return !isBlack && known.length > 0 && known.length === entries.length && !AddressSet.unionOf(known).amountsToWorld;
}
