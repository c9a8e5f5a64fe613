/** Rules by their ids: those that report something in this file first, then all others, then whole topics. */
import { builtInChecks } from '../../core/config/built-in.ts';
import { topicOf } from '../../core/config/rule-settings.ts';
import { rules } from '../../core/rules/index.ts';
import type { Language } from '../../core/text/message.ts';
import { kinds, type Offer } from './offer.ts';

/** @param reported ids of rules that report something where it is asked */
export function ruleOffers(reported: ReadonlySet<string>, language: Language): Offer[] {
  const all = [...rules, ...builtInChecks];
  const ordered = [...all.filter(({ id }) => reported.has(id)), ...all.filter(({ id }) => !reported.has(id))];
  const topics = [...new Set(all.map(({ id }) => topicOf(id)))];
  return [
    ...ordered.map(({ id, title, description }) => ({
      label: id,
      kind: reported.has(id) ? kinds.Event : kinds.EnumMember,
      detail: title[language],
      about: description[language],
    })),
    ...topics.map((topic) => ({ label: `${topic}/*`, kind: kinds.Module })),
  ];
}
