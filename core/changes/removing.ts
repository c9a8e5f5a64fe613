/** Fixes that take something away. */
import type { Entity } from '../network/model.ts';
import type { Text } from '../text/message.ts';
import type { Fix } from './change.ts';
import { isRepeated } from './networks.ts';

export const removeRule: Text = { en: 'Remove this rule', zh: '删除此规则' };

/** Takes an entity away, where its text stands for no other one. */
export function removal(entity: Entity, title: Text): readonly Fix[] {
  return isRepeated(entity) ? [] : [{ title, changes: [{ kind: 'remove', entity }] }];
}

/** The same for what does nothing: without it everything is as before. */
export function idleRemoval(entity: Entity, title: Text): readonly Fix[] {
  return removal(entity, title).map((fix) => ({ ...fix, safe: true as const }));
}
