/** A redirect to HTTPS, where an HTTPS listener of the same load balancer is there to redirect to. */
import type { Change, Fix } from '../../changes/change.ts';
import { expressionOf, isRepeated } from '../../changes/networks.ts';
import { keysOf } from '../../network/identity.ts';
import { partsOf } from '../../network/load-balancers.ts';
import type { Listener, NetworkModel } from '../../network/model.ts';

/** Without an HTTPS listener a redirect leads nowhere, and a new one needs a certificate that only a person has. */
export function redirectFixes(model: NetworkModel, listener: Listener): readonly Fix[] {
  const { product, exists } = listener;
  const keys = keysOf(listener.loadBalancer);
  const all = model.listeners.filter(
    (one) =>
      one.protocol?.kind === 'known' &&
      one.protocol.value === 'https' &&
      (one.exists === 'yes' || exists === 'maybe') &&
      keysOf(one.loadBalancer).some((key) => keys.includes(key)),
  );
  const secure = all.find((one) => portOf(one) === 443) ?? all[0];
  const port = secure && portOf(secure);
  if (!secure || port === undefined) return [];
  const title = { en: `Redirect to HTTPS on port ${port}`, zh: `重定向到 ${port} 端口的 HTTPS` };
  const name = product?.kind === 'known' ? product.value : undefined;
  if (name === 'clb') {
    // The expression lets Terraform make the HTTPS listener first.
    const target = isRepeated(secure) ? undefined : expressionOf(secure.resource, listener.resource, 'frontend_port');
    const isTerraform = listener.resource.dialect === 'terraform';
    const to = { redirectsToHttps: true, redirectPort: (isTerraform && target) || port };
    return [{ title, changes: [{ kind: 'set', entity: listener, to }] }];
  }
  // Rules have priorities: beside others a person has to say which comes first.
  if (name !== 'alb' || port !== 443 || partsOf(model, listener).length > 0 || isRepeated(listener)) return [];
  const rule: Change = {
    kind: 'part',
    of: listener,
    part: 'listenerParts',
    link: 'listener',
    to: { redirectsToHttps: true },
  };
  return [{ title, changes: [rule] }];
}

function portOf({ ports }: Listener): number | undefined {
  const [only, ...more] = ports?.kind === 'known' ? ports.value.intervals : [];
  return only && more.length === 0 && only.from === only.to ? only.from : undefined;
}
