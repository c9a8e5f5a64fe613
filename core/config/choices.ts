/** What may stand where in `.portguard.yaml`, for an editor that proposes it. Paths are the keys that lead there. */
import type { Rule } from '../rules/rule.ts';
import type { Text } from '../text/message.ts';
import { builtInChecks } from './built-in.ts';
import { packNames, ruleLevels, topicOf } from './rule-settings.ts';
import { configKeys, failOnLevels, languageNames } from './schema.ts';

export interface Choice {
  readonly text: string;
  readonly about?: Text;
}

/** Keys of the map at a path; none where any name may stand, or no map belongs. */
export function keyChoices(path: readonly string[], rules: readonly Rule[]): readonly Choice[] {
  const [first, pattern, ...rest] = path;
  if (first === undefined) return Object.entries(configKeys).map(([text, about]) => ({ text, about }));
  if (first !== 'rules' || rest.length > 0) return [];
  if (pattern === undefined) return rulePatterns(rules);
  const options = rules.find(({ id }) => id === pattern)?.options ?? {};
  return [
    { text: 'severity' },
    ...Object.entries(options).map(([text, standard]) => {
      const written = JSON.stringify(standard);
      return { text, about: { en: `Default: \`${written}\``, zh: `默认值：\`${written}\`` } };
    }),
  ];
}

/** Values at a path, also of a list there. */
export function valueChoices(path: readonly string[], rules: readonly Rule[]): readonly Choice[] {
  const [first, pattern, option] = path;
  const words = (texts: readonly string[]): Choice[] => texts.map((text) => ({ text }));
  switch (first) {
    case 'failOn':
      return words(failOnLevels);
    case 'language':
      return words(languageNames);
    case 'packs':
      return words(packNames(rules));
    case 'rules': {
      if (pattern === undefined) return [];
      if (option === undefined || option === 'severity') return words(ruleLevels);
      const standard = rules.find(({ id }) => id === pattern)?.options?.[option];
      return typeof standard === 'boolean' ? words(['true', 'false']) : [];
    }
    default:
      return [];
  }
}

function rulePatterns(rules: readonly Rule[]): Choice[] {
  const all = [...rules, ...builtInChecks];
  const topics = [...new Set(all.map(({ id }) => topicOf(id)))].map((topic) => ({ text: `${topic}/*` }));
  return [...all.map(({ id, title }) => ({ text: id, about: title })), ...topics];
}
