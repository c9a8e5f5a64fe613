/** One rule over one text: what it says, where and how surely. */
import { type Finding, lint } from '../../../../core/lint.ts';
import type { AddressSet } from '../../../../core/network/addresses.ts';
import { PortSet } from '../../../../core/network/ports.ts';
import { rules } from '../../../../core/rules/index.ts';
import type { Options } from '../../../../core/rules/rule.ts';
import { SourceText } from '../../../../core/text/source.ts';

export interface Run {
  /** `severity certainty resource "the characters"` for each finding. */
  readonly found: readonly string[];
  readonly messages: readonly string[];
  readonly unresolved: number;
}

export function run(id: string, text: string, options?: Options, networks?: ReadonlyMap<string, AddressSet>): Run {
  const rule = rules.find((one) => one.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  const terraform = !text.includes('ROSTemplateFormatVersion');
  const source = new SourceText(terraform ? 'main.tf' : 'template.yaml', text);
  const { findings, unresolved } = lint([source], {
    settings: { publicPorts: PortSet.none, networks: networks ?? new Map<string, AddressSet>() },
    rules: [{ rule, severity: rule.severity, options: { ...rule.options, ...options } }],
    inlineSuppressions: false,
  });
  return {
    found: findings.map(describe),
    messages: findings.map(({ message }) => message.en),
    unresolved: unresolved.length,
  };
}

function describe({ rule, severity, certainty, resource, at }: Finding): string {
  const text = at.source.text.slice(at.start, at.end);
  return rule.startsWith('syntax/') ? `${rule} ${text}` : `${severity} ${certainty} ${resource} ${text}`;
}

export function template(resources: string, parameters = ''): string {
  return `ROSTemplateFormatVersion: '2015-09-01'\n${parameters}Resources:\n${resources}`;
}
