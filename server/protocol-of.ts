/** The protocol beside a port. */
import { type Protocol, parseProtocol } from '../core/network/protocol.ts';

/** Of the rule, listener or Service port that the value belongs to. HTTP and the like go over TCP, QUIC over UDP. */
export function protocolOf({ protocol }: Readonly<Record<string, unknown>>): Protocol | undefined {
  const isKnown = typeof protocol === 'object' && protocol !== null && 'kind' in protocol && protocol.kind === 'known';
  const value = isKnown && 'value' in protocol ? protocol.value : undefined;
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  return parseProtocol(value, { any: true, sctp: true }) ?? (value === 'quic' ? 'udp' : 'tcp');
}
