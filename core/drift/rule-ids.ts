/** Ids of live rules, which the requests that change them name. */
import type { SecurityGroupRule } from '../network/model.ts';
import { isList, isMap, samePlace } from '../values/value.ts';

/** `sgr-…`; `undefined` where the account has none, as for rules of the oldest groups. */
export function ruleIdOf({ resource, at }: SecurityGroupRule): string | undefined {
  const rules = resource.attributes.entries.get('rules')?.value;
  if (rules?.kind !== 'known' || !isList(rules.value)) return undefined;
  const item = rules.value.items.find((one) => samePlace(one.at, at));
  if (item?.kind !== 'known' || !isMap(item.value)) return undefined;
  const id = item.value.entries.get('id')?.value;
  return id?.kind === 'known' && typeof id.value === 'string' ? id.value : undefined;
}
