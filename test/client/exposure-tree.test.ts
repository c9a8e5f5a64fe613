import { expect, test } from 'vitest';
import { exposureTree, highRisks } from '../../client/exposure/tree.ts';
import { descriptionOf, factsOf, labelOf, spokenEntry, spokenGroup } from '../../client/exposure/words.ts';
import type { ExposureEntry } from '../../core/exposure/entry.ts';
import { t } from './translate.ts';

function entry(own: Partial<ExposureEntry>): ExposureEntry {
  const position = { line: 0, character: 0 };
  return {
    to: 'web',
    from: '0.0.0.0/0',
    ports: 'tcp 22',
    services: ['SSH'],
    reach: 'exposed',
    certainty: 'certain',
    risk: 'high',
    ways: ['eip.web'],
    by: ['rule.ssh'],
    unit: 'file:///w',
    uri: 'file:///w/b.tf',
    range: { start: position, end: position },
    ...own,
  };
}

const entries = [
  entry({ ways: ['eip.web', 'nat.a'] }),
  entry({ to: 'db', risk: 'medium', ways: [], reach: 'open', uri: 'file:///w/a.tf' }),
  entry({ to: 'shop', risk: 'low', ways: ['alb.shop'], uri: 'file:///w/a.tf' }),
];
const pathOf = (uri: string): string => uri.replace('file:///w/', '');

test('by way: an entry stands under each way that leads to it, the riskiest way first, no way last', () => {
  const groups = exposureTree(entries, 'way', pathOf, t).map(({ kind, label, risk, children }) => {
    return [kind, label, risk, children.map((node) => node.entry.to)];
  });
  expect(groups).toEqual([
    ['way', 'eip.web', 'high', ['web']],
    ['way', 'nat.a', 'high', ['web']],
    ['way', 'alb.shop', 'low', ['shop']],
    ['noWay', 'No way in from the internet is seen', 'medium', ['db']],
  ]);
});

test('ways of the same name in several templates are told apart', () => {
  const listeners = ['a', 'b'].map((name) =>
    entry({ ways: ['Listener'], unit: `file:///w/${name}.yaml`, uri: `file:///w/${name}.yaml` }),
  );
  const groups = exposureTree(listeners, 'way', pathOf, t);
  expect(groups.map(({ label, place, children }) => [label, place, children.length])).toEqual([
    ['Listener', 'a.yaml', 1],
    ['Listener', 'b.yaml', 1],
  ]);
  expect(groups.map((group) => spokenGroup(group, t))[1]).toBe('high risk: Listener, b.yaml, openings: 1');
  expect(exposureTree(listeners.slice(1), 'way', pathOf, t)[0]?.place).toBeUndefined();
});

test('what is reached without a way of its own is the way', () => {
  const service = entry({ to: 'Service.shop.cache', ways: [], reach: 'exposed' });
  expect(exposureTree([service], 'way', pathOf, t)).toMatchObject([{ kind: 'way', label: 'Service.shop.cache' }]);
});

test('by file: every entry once, under the path in the workspace', () => {
  const groups = exposureTree(entries, 'file', pathOf, t).map(({ label, risk, uri, children }) => {
    return [label, risk, uri, children.map((node) => node.entry.to)];
  });
  expect(groups).toEqual([
    ['b.tf', 'high', 'file:///w/b.tf', ['web']],
    ['a.tf', 'medium', 'file:///w/a.tf', ['db', 'shop']],
  ]);
});

test('the badge counts what is of high risk, once however many ways lead there', () => {
  expect(highRisks(entries)).toBe(1);
});

test('an entry says what is open, where, to whom, and whether that is only possible', () => {
  expect(labelOf(entry({}))).toBe('tcp 22 (SSH)');
  expect(labelOf(entry({ services: [] }))).toBe('tcp 22');
  expect(descriptionOf(entry({}), t)).toBe('web ← 0.0.0.0/0');
  expect(descriptionOf(entry({ certainty: 'possible' }), t)).toBe('web ← 0.0.0.0/0, possible');
});

test('facts leave out what there is nothing to say about', () => {
  const facts = factsOf(entry({ services: [], ways: [], reach: 'open', risk: 'medium' }), 'b.tf:1:1', t);
  expect(facts).toEqual([
    ['Risk', 'medium risk'],
    ['From', '0.0.0.0/0'],
    ['Ports', 'tcp 22'],
    ['Reach', 'open, but no way leads here'],
    ['Let in by', 'rule.ssh'],
    ['Place', 'b.tf:1:1'],
  ]);
});

test('what icons and columns show is said in a sentence, too', () => {
  expect(spokenEntry(entry({}), t)).toBe('high risk: web is open to 0.0.0.0/0 with tcp 22 SSH');
  const [group] = exposureTree(entries, 'file', pathOf, t);
  expect(group && spokenGroup(group, t)).toBe('high risk: b.tf, openings: 1');
});
