/** Ports, explained: which well-known services listen on them, how dangerous that is, and what people do about it. */
import { PORT_FAMILIES, type PortService, servicesIn } from '../../core/network/port-catalogue.ts';
import type { PortSet } from '../../core/network/ports.ts';
import type { Protocol } from '../../core/network/protocol.ts';
import { familyAdvice } from '../../core/rules/exposure/risky-port.ts';
import { reached } from '../../core/rules/exposure/services.ts';
import { rangeText, traffic } from '../../core/rules/exposure/wording.ts';
import type { Text } from '../../core/text/message.ts';
import { bullets, lines, moreText } from './markdown.ts';

/** How many services are named. */
const shown = 8;

const risks: readonly PortService['risk'][] = ['high', 'medium', 'low'];

export const riskWords: Readonly<Record<PortService['risk'], Text>> = {
  high: { en: 'high risk', zh: '高风险' },
  medium: { en: 'medium risk', zh: '中风险' },
  low: { en: 'low risk', zh: '低风险' },
};

/** @param known the protocol, where there is one and it is known */
export function portsText(ports: PortSet, known: Protocol | undefined): Text | undefined {
  if (ports.isEmpty) return undefined;
  const named = namedServices(ports, known);
  return lines(headline(ports, known), ...(named.length > 0 ? servicesText(named, ports) : [nothingKnown]));
}

/** Services that listen on some of the ports, those first that are most in danger. */
export function namedServices(ports: PortSet, known: Protocol | undefined): readonly PortService[] {
  const protocol = known ?? 'all';
  const services = new Set([...reached(ports, protocol), ...servicesIn(ports, 'web', protocol)]);
  return [...services].sort((a, b) => risks.indexOf(a.risk) - risks.indexOf(b.risk));
}

const nothingKnown: Text = {
  en: 'No well-known service listens here.',
  zh: '没有已知的常见服务使用这里的端口。',
};

function headline(ports: PortSet, protocol: Protocol | undefined): Text {
  const range = rangeText(ports);
  const plural = ports.size === 1 ? 'port' : 'ports';
  const what = protocol === undefined ? { en: `${plural} ${range}`, zh: `端口 ${range}` } : traffic(protocol, ports);
  if (ports.size === 1) return { en: `**${what.en}**`, zh: `**${what.zh}**` };
  const count = ports.size.toLocaleString('en-US');
  return { en: `**${what.en}** · ${count} ports`, zh: `**${what.zh}** · ${count} 个端口` };
}

function servicesText(services: readonly PortService[], ports: PortSet): Text[] {
  const some = services.slice(0, shown);
  const left = services.length - some.length;
  const list = bullets([...some.map((service) => serviceText(service, ports)), ...(left > 0 ? [moreText(left)] : [])]);
  return [list, ...adviceFor(some)];
}

function serviceText({ name, ports: own, risk, family, note }: PortService, ports: PortSet): Text {
  const here = own.intersect(ports).toString();
  const [words, kind] = [riskWords[risk], PORT_FAMILIES[family].name];
  return {
    en: `${here} **${name}**: ${words.en}, ${kind.en}${note ? `. ${note.en}` : ''}`,
    zh: `${here} **${name}**：${words.zh}，${kind.zh}${note ? `。${note.zh}` : ''}`,
  };
}

/** The usual advice of the family that is most in danger; where services of several are here, of the first. */
function adviceFor([first]: readonly PortService[]): Text[] {
  const advice = first && familyAdvice(first.family);
  return advice ? [advice] : [];
}
