/** The Drift view's tree and words, over an answer of the server. */
import { expect, test } from 'vitest';
import type { DriftNode } from '../../client/drift/node.ts';
import { pauseAfter } from '../../client/drift/pause.ts';
import { driftTree } from '../../client/drift/showing/tree.ts';
import { summary } from '../../client/drift/showing/words.ts';
import type { ToldDrift, ToldEffect, ToldPair, ToldRow } from '../../core/drift/told.ts';
import { t } from './translate.ts';

const range = { start: { line: 4, character: 2 }, end: { line: 4, character: 9 } };

function effect(text: string, more: Partial<ToldEffect> = {}): ToldEffect {
  return { change: 'opens', certainty: 'certain', isExposed: false, text, ...more };
}

function row(key: string, more: Partial<ToldRow> = {}): ToldRow {
  return {
    key,
    label: `tcp 22 ← ${key}`,
    kind: 'only-in-account',
    kindText: 'only in the account',
    certainty: 'certain',
    direction: 'ingress',
    account: ['accept tcp 22 from 0.0.0.0/0'],
    template: [],
    effects: [],
    uri: 'file:///w/main.tf',
    range,
    ...more,
  };
}

function pair(name: string, rows: readonly ToldRow[], more: Partial<ToldPair> = {}): ToldPair {
  return {
    account: { id: `sg-${name}`, name, place: { start: 1, end: 2 } },
    templates: [{ name: `alicloud_security_group.${name}`, folder: 'file:///w', uri: 'file:///w/main.tf', range }],
    by: 'by its name',
    rows,
    isUnbounded: false,
    ...more,
  };
}

function drift(pairs: readonly ToldPair[], more: Partial<ToldDrift> = {}): ToldDrift {
  return {
    pairs,
    unpaired: { templates: [], account: [] },
    managed: { groups: 0, rules: 0 },
    leftFiles: 0,
    failed: [],
    milliseconds: 5,
    ...more,
  };
}

const options = { hidesUncertain: false, pathOf: (uri: string) => uri.replace('file:///w/', '') };

function drawn(nodes: readonly DriftNode[], indent = ''): string[] {
  return nodes.flatMap((node) => {
    const mark = 'mark' in node ? `[${node.mark}] ` : '';
    const own = `${indent}${mark}${node.label} | ${node.description}`;
    return [own, ...drawn('children' in node ? node.children : [], `${indent}  `)];
  });
}

const unknown = row('?', {
  kind: 'unknown',
  kindText: 'not known',
  certainty: 'possible',
  effects: [effect('possibly opens tcp 5432', { certainty: 'possible' })],
  cannotAccept: 'not all of it is known',
});

const many = drift(
  [
    pair('agrees', []),
    pair('closes', [row('b', { effects: [effect('closes tcp 80', { change: 'closes' })] }), row('a')]),
    pair('web', [unknown, row('c', { effects: [effect('opens tcp 22', { isExposed: true }), effect('opens icmp')] })]),
  ],
  {
    unpaired: {
      templates: [
        {
          name: 'alicloud_security_group.spare',
          folder: 'file:///w',
          uri: 'file:///w/main.tf',
          range,
          reason: 'The account has no group with this name: spare',
          canPair: true,
        },
      ],
      account: [{ id: 'sg-old', name: '', place: { start: 0, end: 1 } }],
    },
    managed: { groups: 1, rules: 3 },
    leftFiles: 7,
  },
);

test('what opens most comes first, what agrees or is not paired last', () => {
  expect(drawn(driftTree(many, options, t))).toEqual([
    '[exposed] web ↔ alicloud_security_group.web | 2 differences · by its name',
    '  [exposed] tcp 22 ← c | only in the account · opens tcp 22 and 1 more',
    '  [mayOpen] tcp 22 ← ? | not known · possibly opens tcp 5432',
    '[closes] closes ↔ alicloud_security_group.closes | 2 differences · by its name',
    '  [closes] tcp 22 ← b | only in the account · closes tcp 80',
    '  [same] tcp 22 ← a | only in the account · opens and closes nothing',
    'Templates without a group of the account | 1',
    '  alicloud_security_group.spare | The account has no group with this name: spare',
    'Groups that no template declares | 1',
    '  sg-old | ',
    'No difference | 1',
    '  [same] agrees ↔ alicloud_security_group.agrees | no difference · by its name',
    'Managed by cloud services, left out: 1 | ',
    'Files left out: 7 | ',
  ]);
});

test('what is not known can be left out, and a group with nothing else goes with it', () => {
  const few = drift([pair('web', [unknown]), pair('db', [row('d')])]);
  expect(drawn(driftTree(few, { ...options, hidesUncertain: true }, t))).toEqual([
    '[same] db ↔ alicloud_security_group.db | 1 difference · by its name',
    '  [same] tcp 22 ← d | only in the account · opens and closes nothing',
  ]);
});

test('a row says all that is known of it, and why nothing can be done', () => {
  const [first] = driftTree(drift([pair('web', [unknown])]), options, t);
  const [node] = first && 'children' in first ? first.children : [];
  expect(node?.facts).toEqual([
    ['Drift', 'not known'],
    ['Direction', 'Ingress'],
    ['In the account', 'accept tcp 22 from 0.0.0.0/0'],
    ['Effect', 'possibly opens tcp 5432'],
    ['Place', 'main.tf:5'],
    ['Not to be accepted', 'not all of it is known'],
  ]);
  expect(node?.spoken).toBe('tcp 22 ← ?: not known · possibly opens tcp 5432');
});

test('keys are unique, so that what is open stays open', () => {
  const keys = (nodes: readonly DriftNode[]): string[] =>
    nodes.flatMap((node) => [node.key, ...keys('children' in node ? node.children : [])]);
  const all = keys(driftTree(many, options, t));
  expect(new Set(all).size).toBe(all.length);
});

test('what stands above the rows', () => {
  const counts = { compared: 3, drifted: 0, hidden: 0, unpaired: 0 };
  expect(summary(counts, t)).toBe('Account and templates agree. Groups compared: 3.');
  expect(summary({ ...counts, hidden: 2, unpaired: 1 }, t)).toBe(
    'Account and templates agree. Groups compared: 3. Groups of the templates that could not be compared: 1. Not shown, because not all of it is known: 2.',
  );
  expect(summary({ ...counts, drifted: 1, unpaired: 1 }, t)).toBe('');
  expect(summary({ ...counts, compared: 0, unpaired: 1 }, t)).toContain('Say below which is which.');
  expect(summary({ ...counts, compared: 0 }, t)).toBe('');
});

test('the longer a comparison takes, the longer the next one waits', () => {
  expect([0, 100, 1000, 60_000].map(pauseAfter)).toEqual([1000, 1000, 2000, 15_000]);
});
