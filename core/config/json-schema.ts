/**
 * The JSON schema of `.portguard.yaml`, for editors' completion and hovers. It is made of what the reader itself goes
 * by (schema.ts): the keys of `Config`, the levels, the packs, the rules with their options. Descriptions are in one
 * language, because JSON schema knows no second one.
 */
import type { Options, Rule } from '../rules/rule.ts';
import type { Language, Text } from '../text/message.ts';
import { type BuiltInCheck, builtInChecks } from './built-in.ts';
import { packNames, ruleLevels, topicOf } from './rule-settings.ts';
import { type Config, failOnLevels } from './schema.ts';

type Json = { readonly [key: string]: unknown };

/** What NodeReading.texts takes: a list or a single one, of texts or of numbers, which count as they are written. */
const texts = { type: ['array', 'string', 'number', 'null'], items: { type: ['string', 'number'] } };

interface Key {
  readonly description: Text;
  readonly schema: (rules: readonly Rule[], language: Language) => Json;
}

const keys: { readonly [key in keyof Config]: Key } = {
  networks: {
    description: {
      en: 'Networks of your own, by name. Rules take them for known, and fixes offer them instead of 0.0.0.0/0.',
      zh: '您自己的网络及其名称。规则将其视为已知来源，修复时可用它们代替 0.0.0.0/0。',
    },
    schema: () => ({
      type: ['object', 'null'],
      additionalProperties: texts,
      examples: [{ office: ['203.0.113.0/24'] }],
    }),
  },
  publicPorts: {
    description: {
      en: 'Ports that may face the internet: numbers, or ranges such as "8000/8010".',
      zh: '允许面向公网的端口：数字，或 "8000/8010" 这样的范围。',
    },
    schema: () => ({ ...texts, default: [80, 443] }),
  },
  rules: {
    description: {
      en: 'A severity for a rule, a topic (tls/*) or all rules (*), or a severity with options.',
      zh: '为规则、主题（tls/*）或全部规则（*）设置级别，也可同时设置选项。',
    },
    schema: rulesSchema,
  },
  ignore: {
    description: {
      en: "What is left out, in the syntax of .gitignore, relative to this file's folder.",
      zh: '不检查的文件，语法与 .gitignore 相同，相对于本文件所在目录。',
    },
    schema: () => texts,
  },
  failOn: {
    description: {
      en: 'The severity from which the exit status of the command line is 1.',
      zh: '命令行从哪个级别起以退出码 1 结束。',
    },
    schema: () => ({ enum: failOnLevels, default: 'error' }),
  },
  language: {
    description: { en: 'The language of the findings on the command line.', zh: '命令行输出的语言。' },
    schema: () => ({ enum: ['en', 'zh-CN'] }),
  },
  packs: {
    description: {
      en: 'Which rules run: the recommended ones, all, or those of a topic.',
      zh: '启用哪些规则：recommended、all，或某个主题。',
    },
    schema: (rules) => {
      const packs = { type: 'string', enum: packNames(rules) };
      return { anyOf: [{ type: 'array', items: packs, uniqueItems: true }, packs], default: ['recommended'] };
    },
  },
  varFiles: {
    description: {
      en: "Files with values of Terraform variables, relative to this file's folder.",
      zh: '给出 Terraform 变量值的文件，相对于本文件所在目录。',
    },
    schema: () => texts,
  },
  parameters: {
    description: {
      en: "Files with values of ROS parameters, relative to this file's folder.",
      zh: '给出 ROS 参数值的文件，相对于本文件所在目录。',
    },
    schema: () => texts,
  },
  accountGroups: {
    description: {
      en: 'Which security group of these files is which one of the account, for "portguard drift".',
      zh: '这些文件中的安全组与账号中安全组的对应关系，用于 “portguard drift”。',
    },
    schema: () => ({
      type: ['object', 'null'],
      additionalProperties: { type: 'string', pattern: '^sg-\\w+$' },
      examples: [{ 'alicloud_security_group.web': 'sg-bp1a2b3c4d5e6f7g8h9i' }],
    }),
  },
};

/** A JSON schema (draft 07) as plain data; `rules` are all rules that exist. */
export function configJsonSchema(rules: readonly Rule[], language: Language): Json {
  const properties = Object.entries<Key>(keys).map(([name, { description, schema }]) => {
    return [name, { description: description[language], ...schema(rules, language) }];
  });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: { en: 'Configuration of PortGuard', zh: 'PortGuard 的配置' }[language],
    type: ['object', 'null'],
    additionalProperties: false,
    properties: Object.fromEntries(properties),
    definitions: {
      level: { enum: ruleLevels },
      levelInMap: { type: 'object', additionalProperties: false, properties: { severity: levelRef } },
    },
  };
}

function rulesSchema(rules: readonly Rule[], language: Language): Json {
  const checks: readonly (Rule | BuiltInCheck)[] = [...rules, ...builtInChecks];
  const patterns = ['*', ...new Set(checks.map(({ id }) => `${topicOf(id)}/*`))];
  const every = { en: 'All rules that this pattern means.', zh: '该模式所指的全部规则。' }[language];
  return {
    type: ['object', 'null'],
    additionalProperties: false,
    properties: Object.fromEntries([
      ...patterns.map((pattern) => [pattern, { description: every, ...settingSchema({}) }]),
      ...checks.map((check) => [
        check.id,
        {
          description: check.title[language],
          default: check.severity,
          ...settingSchema('options' in check ? (check.options ?? {}) : {}),
        },
      ]),
    ]),
  };
}

const levelRef = { $ref: '#/definitions/level' };

/** A level, or a map of the level and the rule's options. */
function settingSchema(options: Options): Json {
  const named = Object.entries(options).map(([name, value]) => [name, optionSchema(value)]);
  const withOptions = {
    type: 'object',
    additionalProperties: false,
    properties: { severity: levelRef, ...Object.fromEntries(named) },
  };
  return { anyOf: [levelRef, named.length > 0 ? withOptions : { $ref: '#/definitions/levelInMap' }] };
}

function optionSchema(standard: Options[string]): Json {
  if (Array.isArray(standard)) return { ...texts, default: standard };
  // A version such as 1.2 is a number to YAML and a text to the rule.
  const type = typeof standard === 'string' ? ['string', 'number'] : typeof standard;
  return { type, default: standard };
}
