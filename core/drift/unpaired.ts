/** Why a group of the templates is not known to be one of the account's. */
import type { PlacedGroup } from '../exposure/pairs.ts';
import type { Text } from '../text/message.ts';
import type { Pairing } from './group-pairs.ts';

export function unpairedReason({ model, group }: PlacedGroup, { ids, pairs, onlyAccount }: Pairing): Text {
  const id = ids.get(model)?.get(group.key);
  if (id !== undefined) {
    return { en: `The account has no group with this id: ${id}`, zh: `账号中没有此 ID 的安全组：${id}` };
  }
  const name = group.group?.name;
  if (!group.group || (name !== undefined && name.kind !== 'known')) return reasons.unknown;
  if (name === undefined || name.value === '') return reasons.nameless;
  const alike = [...pairs.map(({ account }) => account), ...onlyAccount].filter((one) => {
    const own = one.group.group.name;
    return own?.kind === 'known' && own.value === name.value;
  });
  if (alike.length === 0) {
    return {
      en: `The account has no group with this name: ${name.value}`,
      zh: `账号中没有此名称的安全组：${name.value}`,
    };
  }
  return {
    en: `More than one group may be meant by this name: ${name.value}`,
    zh: `此名称可能对应多个安全组：${name.value}`,
  };
}

const reasons = {
  unknown: {
    en: 'Which group it is is known at deployment only.',
    zh: '部署时才能确定是哪个安全组。',
  },
  nameless: { en: 'It has no name that it could be found by.', zh: '它没有可用于查找的名称。' },
} satisfies Record<string, Text>;
