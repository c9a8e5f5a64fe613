/** Findings of given rules on one text, as short lines: `rule@line severity certainty`. */
import { lint } from '../../../../core/lint.ts';
import { type AddressSet, parseAddressList } from '../../../../core/network/addresses.ts';
import { PortSet } from '../../../../core/network/ports.ts';
import { networkRules } from '../../../../core/rules/exposure/index.ts';
import { SourceText } from '../../../../core/text/source.ts';

const office: AddressSet = parseAddressList(['203.0.113.0/24']).addresses;

interface Choice {
  readonly only?: RegExp;
  readonly options?: Readonly<Record<string, number | boolean | string>>;
  readonly publicPorts?: PortSet;
}

export function lintOne(path: string, text: string, { only = /./, options = {}, publicPorts }: Choice = {}) {
  const rules = networkRules
    .filter(({ id }) => only.test(id))
    .map((rule) => ({ rule, severity: rule.severity, options: { ...rule.options, ...options } }));
  return lint([new SourceText(path, text)], {
    settings: {
      publicPorts: publicPorts ?? PortSet.single(80).union(PortSet.single(443)),
      networks: new Map([['office', office]]),
    },
    rules,
    inlineSuppressions: false,
  });
}

/** One line for each finding, in order. */
export function brief(path: string, text: string, choice: Choice = {}): string[] {
  return lintOne(path, text, choice).findings.map(({ rule, severity, certainty, at }) => {
    const line = at.source.positionAt(at.start).line + 1;
    return `${rule}@${line} ${severity}${certainty === 'possible' ? ' possible' : ''}`;
  });
}

/** What the first finding underlines. */
export function underlined(path: string, text: string, choice: Choice = {}): string[] {
  return lintOne(path, text, choice).findings.map(({ at }) => at.source.text.slice(at.start, at.end));
}

/** A Terraform ingress rule; attributes override the defaults. */
export function rule(attributes: Readonly<Record<string, string>>): string {
  const all = {
    type: '"ingress"',
    ip_protocol: '"tcp"',
    port_range: '"22/22"',
    security_group_id: '"sg-bp1"',
    cidr_ip: '"0.0.0.0/0"',
    ...attributes,
  };
  const lines = Object.entries(all).filter(([, value]) => value !== '');
  return `resource "alicloud_security_group_rule" "r" {\n${lines.map(([key, value]) => `  ${key} = ${value}\n`).join('')}}\n`;
}
