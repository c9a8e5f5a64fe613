/** Evaluated templates as short text, so that tests read like reports. */
import { evaluateTemplate } from '../../../../core/dialects/ros/evaluate.ts';
import { type Location, SourceText } from '../../../../core/text/source.ts';
import { isList, isMap, isReference, type Value } from '../../../../core/values/value.ts';

export function evaluated(text: string, path = 'template.yaml'): ReturnType<typeof evaluateTemplate> {
  return evaluateTemplate(new SourceText(path, text));
}

/** `80`, `"tcp"`, `?no-default parameter Port`, `"a" | "b"`, `&Group.Id`, `[1, 2]`, `{Key: 1}`. */
export function show(value: Value | undefined): string {
  if (value === undefined) return 'absent';
  if (value.kind === 'unknown') return `?${value.reason.code} ${value.reason.subject}`;
  if (value.kind === 'oneOf') return value.options.map(show).join(' | ');
  const data = value.value;
  if (isReference(data)) return `&${data.resource}${data.attribute === '' ? '' : `.${data.attribute}`}`;
  if (isList(data)) return `[${data.items.map(show).join(', ')}]`;
  if (isMap(data)) return `{${[...data.entries].map(([key, member]) => `${key}: ${show(member.value)}`).join(', ')}}`;
  return JSON.stringify(data);
}

export function textAt({ source, start, end }: Location): string {
  return source.text.slice(start, end);
}

/** Places of a value: `used` or `used <- defined`; of several, one after the other. */
export function places(value: Value | undefined): string {
  if (value?.kind === 'oneOf') return value.options.map(places).join(' | ');
  if (value === undefined) return 'absent';
  const used = textAt(value.at);
  return value.kind === 'known' && value.definedAt ? `${used} <- ${textAt(value.definedAt)}` : used;
}

/** One line for each resource: address, type, whether it exists, attributes. */
export function resources(text: string): string[] {
  return evaluated(text).resources.map(({ address, exists, attributes }) => {
    const shown = [...attributes.entries].map(([key, { value }]) => `${key}: ${show(value)}`);
    return [`${address}${exists === 'maybe' ? '?' : ''}`, ...shown].join(' ');
  });
}

export function problems(text: string): string[] {
  return evaluated(text).problems.map(({ rule, at }) => `${rule} ${textAt(at)}`);
}

/** The value of one property, `X`, in a template with these other sections. */
export function property(expression: string, sections = ''): Value | undefined {
  const indented = expression.replaceAll('\n', '\n        ');
  const text = [
    "ROSTemplateFormatVersion: '2015-09-01'",
    sections,
    'Resources:',
    '  Group:',
    '    Type: ALIYUN::ECS::SecurityGroup',
    '  It:',
    '    Type: ALIYUN::Test',
    '    Properties:',
    `      X: ${indented}`,
    '',
  ].join('\n');
  const it = evaluated(text).resources.find(({ address }) => address === 'It');
  return it?.attributes.entries.get('X')?.value;
}

/** Milliseconds of computing, however busy the machine is. */
export function timeOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
