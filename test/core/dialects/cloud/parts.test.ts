import { expect, test } from 'vitest';
import { sampleSnapshot } from '../../../../cloud/main.ts';
import { readCloud, readRegion } from '../../../../core/dialects/cloud/index.ts';
import { partsOf } from '../../../../core/dialects/cloud/parts.ts';
import { snapshotText } from '../../../../core/dialects/cloud/write.ts';
import { exposureRows } from '../../../../core/exposure/rows.ts';
import { SourceText } from '../../../../core/text/source.ts';

const texts = {
  'as it is written': snapshotText(sampleSnapshot),
  'in one line': JSON.stringify(sampleSnapshot),
  'with every item on a line': JSON.stringify(sampleSnapshot, undefined, '\t'),
  'with quotes, brackets and slashes in its words': JSON.stringify({
    ...sampleSnapshot,
    odd: ['"]}', '\\', '\\"', '{['],
    regions: sampleSnapshot.regions.map(({ securityGroups = [], ...rest }) => ({
      securityGroups: securityGroups.map((group) => ({ ...group, description: '"}\\"]\\\\ \u00e9' })),
      ...rest,
    })),
  }),
};

for (const [how, text] of Object.entries(texts)) {
  test(`a region by itself is the region among all others: ${how}`, () => {
    const source = new SourceText('account.json', text);
    const parts = partsOf(source);
    const all = readCloud(source);
    expect(parts?.regions).toHaveLength(all.length);
    for (const [i, whole] of all.entries()) {
      const own = parts && readRegion(parts, i);
      expect(own?.model).toEqual(whole.model);
      expect(own && exposureRows(own)).toEqual(exposureRows(whole));
    }
    expect(parts && readRegion(parts, all.length)).toBeUndefined();
  });
}

test('what has not the shape of a snapshot has no parts', () => {
  const none = [
    '[]',
    '1',
    '{}',
    '{"portguardSnapshot": 1}',
    '{"portguardSnapshot": 1, "regions": {}}',
    '{"regions": []}',
  ];
  for (const text of none) expect(partsOf(new SourceText('account.json', text))).toBeUndefined();
  const twice = '{"portguardSnapshot": 1, "regions": [], "regions": []}';
  expect(partsOf(new SourceText('account.json', twice))).toBeUndefined();
  const empty = partsOf(new SourceText('account.json', ' {"portguardSnapshot": 1, "regions": [ ] } '));
  expect(empty?.regions).toEqual([]);
});
