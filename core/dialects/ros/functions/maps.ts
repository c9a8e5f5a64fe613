/** Functions over maps and lists of maps: Fn::MergeMapToList, Fn::SelectMapList, Fn::MemberListToMap, and OOS's Fn::MergeMap. */
import { isList, isMap, known, type MapMember, mapValue, unknown, type Value } from '../../../values/value.ts';
import { combine, fold } from '../combine.ts';
import { argumentValues, asList, type Call, type Implementation, malformed } from './call.ts';

export const maps: Record<string, Implementation> = {
  'Fn::MergeMapToList'(call) {
    const columns: { name: string; member: MapMember; items: readonly Value[] }[] = [];
    for (const value of argumentValues(call)) {
      if (value.kind !== 'known') return fold([value], call.at);
      if (!isMap(value.value)) return malformed(call);
      for (const [name, member] of value.value.entries) {
        const list = asList(member.value, call.at);
        if (list.kind === 'unknown') return list;
        if (list.kind !== 'known') return unknown('unsupported', call.name, call.at);
        if (list.value.items.length > 0) columns.push({ name, member, items: list.value.items });
      }
    }
    const length = Math.max(0, ...columns.map(({ items }) => items.length));
    const rows = Array.from({ length }, (_, i): Value => {
      const entries = new Map<string, MapMember>();
      for (const { name, member, items } of columns) {
        // The last item of a shorter list stands in for those that it lacks.
        const value = items[Math.min(i, items.length - 1)];
        if (value) entries.set(name, { key: member.key, value });
      }
      return known({ type: 'map', entries }, call.at);
    });
    return known({ type: 'list', items: rows }, call.at);
  },

  /** `[key, list of maps]`: what is under the key, of those maps that have it. */
  'Fn::SelectMapList'(call) {
    const [key, list] = argumentValues(call);
    if (!key || !list) return malformed(call);
    return combine([key, list], call.at, ([name = null, rows = null]) => {
      if (!isList(rows)) return malformed(call);
      const found: Value[] = [];
      for (const row of rows.items) {
        const cell = cellOf(call, row, String(name));
        if (cell) found.push(cell);
      }
      return known({ type: 'list', items: found }, call.at);
    });
  },

  /** `[Name, Value, ['.member.0.Name=a', '.member.0.Value=b']]` is `{a: b}`: what Heat has for AWS's member lists. */
  'Fn::MemberListToMap'(call) {
    return combine(argumentValues(call), call.at, ([name = null, value = null, list = null]) => {
      if (typeof name !== 'string' || typeof value !== 'string' || !isList(list)) return malformed(call);
      const members = new Map<string, { key?: string; value?: string }>();
      for (const item of list.items) {
        if (item.kind !== 'known') return fold([item], call.at);
        const [, number, part, text = ''] = /member\.(\d+)\.([^=]*)=(.*)$/s.exec(String(item.value)) ?? [];
        if (number === undefined || part === undefined) return malformed(call);
        const member = members.get(number) ?? {};
        members.set(number, member);
        if (part === name) member.key = text;
        else if (part === value) member.value = text;
      }
      const entries = new Map<string, MapMember>();
      for (const member of members.values()) {
        if (member.key === undefined || member.value === undefined) return malformed(call);
        entries.set(member.key, { key: call.at, value: known(member.value, call.at) });
      }
      return known({ type: 'map', entries }, call.at);
    });
  },

  /** `[map, map, …]`, as published templates use it: one map of all keys. What two maps have in common is not told. */
  'Fn::MergeMap'(call) {
    return combine(argumentValues(call), call.at, (maps) => {
      const entries = new Map<string, MapMember>();
      for (const map of maps) {
        if (!isMap(map)) return malformed(call);
        for (const [name, member] of map.entries) {
          const before = entries.get(name);
          const value = before ? unknown('unsupported', `${call.name} ${name}`, call.at) : member.value;
          entries.set(name, { key: member.key, value });
        }
      }
      return known({ type: 'map', entries }, call.at);
    });
  },
};

function cellOf(call: Call, row: Value, name: string): Value | undefined {
  if (row.kind === 'known') {
    if (!isMap(row.value)) return unknown('invalid', call.name, call.at);
    return row.value.entries.get(name)?.value;
  }
  // Whether an option has the key decides how long the list is; which it will be is not known.
  const cells = mapValue(row, ({ value, at }) =>
    isMap(value) ? (value.entries.get(name)?.value ?? unknown('unsupported', call.name, at)) : malformed(call),
  );
  return fold([cells], call.at);
}
