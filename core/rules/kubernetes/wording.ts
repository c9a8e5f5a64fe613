/** Words that messages of these rules share: what an object is called, a value as text. */
import type { KubernetesObject } from '../../network/kubernetes.ts';
import type { Protocol } from '../../network/protocol.ts';
import type { Value } from '../../values/value.ts';

/** `Service web`, `Deployment shop/web`. */
export function titleOf({ title }: KubernetesObject): string {
  return title;
}

/** The text of a value for a message, or what stands for it. */
export function shown(value: Value<string | number> | undefined, otherwise: string): string {
  return value?.kind === 'known' ? `${value.value}` : otherwise;
}

/** Kubernetes' `TCP`, `UDP`, `SCTP` as the model's protocols. */
export function protocolFrom(value: Value<string>): Protocol {
  const word = value.kind === 'known' ? value.value.toLowerCase() : 'all';
  return word === 'tcp' || word === 'udp' || word === 'sctp' ? word : 'all';
}
