import { expect, test } from 'vitest';
import { functionNames, missingTags, usesTags } from '../../client/ros-tags/tags.ts';
import { functions } from '../../core/dialects/ros/functions.ts';

test('the tags are the functions that ROS has', () => {
  const known = Object.keys(functions).map((name) => name.replace('Fn::', ''));
  expect([...functionNames].sort()).toEqual(known.sort());
});

test('what the setting has is not added again, and a tag without a form is one of a scalar', () => {
  const all = missingTags([]);
  expect(all).toContain('!Ref scalar');
  expect(all).toContain('!Sub sequence');
  const left = missingTags(['!Ref', '!Sub  sequence', '!Mine mapping']);
  expect(all.filter((tag) => !left.includes(tag))).toEqual(['!Ref scalar', '!Sub sequence']);
  expect(missingTags(all)).toEqual([]);
});

const head = "ROSTemplateFormatVersion: '2015-09-01'\n";

test.each([
  ['a scalar', `${head}a: !Ref b\n`, true],
  ['inside of a list', `${head}a: [!GetAtt [b, c]]\n`, true],
  ['at the end of a line', `${head}a: !Join\n  - x\n`, true],
  ['functions written in full', `${head}a: { Ref: b }\n`, false],
  ['a tag that is not of ROS', `${head}a: !Secret b\n`, false],
  ['the template of another cloud', 'AWSTemplateFormatVersion: "x"\na: !Ref b\n', false],
])('short forms are found: %s', (_what, yaml, expected) => {
  expect(usesTags(yaml)).toBe(expected);
});
