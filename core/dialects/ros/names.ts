/** What is said of names that mean nothing, or themselves. */
import type { Text } from '../../text/message.ts';

const kinds = {
  parameter: { en: 'parameter or resource', zh: '参数或资源' },
  resource: { en: 'resource', zh: '资源' },
  condition: { en: 'condition', zh: '条件' },
  local: { en: 'local', zh: '局部变量' },
  mapping: { en: 'mapping', zh: '映射' },
  output: { en: 'output', zh: '输出' },
} as const satisfies Record<string, Text>;

export type NameKind = keyof typeof kinds;

export function missingName(kind: NameKind, name: string): Text {
  const { en, zh } = kinds[kind];
  return {
    en: `There is no ${en} with this name. Correct the name or add it to the template: ${name}`,
    zh: `模板中没有叫这个名字的${zh}。请更正名称或在模板中补上：${name}`,
  };
}

export function circularName(kind: NameKind, name: string): Text {
  const { en, zh } = kinds[kind];
  return {
    en: `This ${en} refers to itself. Break the cycle: ${name}`,
    zh: `该${zh}引用了自身。请打破循环：${name}`,
  };
}
