/**
 * ROS's short forms (`!Ref`) for the YAML extension, which calls every tag that it was not told about unresolved: what
 * `yaml.customTags` lacks. Each form of a tag's value is an entry of its own there.
 */

type Form = 'scalar' | 'sequence' | 'mapping';

const scalar: readonly Form[] = ['scalar'];
const sequence: readonly Form[] = ['sequence'];
/** A text, or a call of another function, which is a mapping where it is written in full. */
const text: readonly Form[] = ['scalar', 'mapping'];
/** A value of any kind. */
const any: readonly Form[] = ['scalar', 'sequence', 'mapping'];

/** By function, the forms in which its argument may be written. */
const forms: Readonly<Record<string, readonly Form[]>> = {
  Ref: scalar,
  GetAtt: ['scalar', 'sequence'],
  FindInMap: sequence,
  Join: sequence,
  Sub: ['scalar', 'sequence'],
  Split: sequence,
  Replace: sequence,
  Indent: sequence,
  Str: any,
  Base64Encode: text,
  Base64: text,
  Base64Decode: text,
  Select: sequence,
  Length: any,
  Index: sequence,
  ListMerge: sequence,
  Add: sequence,
  MergeMapToList: sequence,
  SelectMapList: sequence,
  MemberListToMap: sequence,
  MergeMap: sequence,
  Avg: sequence,
  Max: sequence,
  Min: sequence,
  Calculate: sequence,
  Cidr: sequence,
  If: sequence,
  Equals: sequence,
  And: sequence,
  Or: sequence,
  Not: any,
  Any: sequence,
  Contains: sequence,
  EachMemberIn: sequence,
  EachMemberEqual: sequence,
  EachMemberEquals: sequence,
  MatchPattern: sequence,
  GetJsonValue: sequence,
  Jq: sequence,
  GetAZs: text,
  GetStackOutput: sequence,
  MarketplaceImage: text,
  FormatTime: sequence,
  ValueOf: any,
  ValueOfAll: any,
};

export const functionNames = Object.keys(forms);

/** As the setting has them: `!Ref scalar`, `!Join sequence`. */
const all = Object.entries(forms).flatMap(([name, own]) => own.map((form) => `!${name} ${form}`));

/** What to add to the setting, given what it has; a tag without a form is one of a scalar. */
export function missingTags(present: readonly string[]): readonly string[] {
  const known = new Set(
    present.map((tag) => (/\s/.test(tag.trim()) ? tag.trim().replace(/\s+/, ' ') : `${tag.trim()} scalar`)),
  );
  return all.filter((tag) => !known.has(tag));
}

/** Whether a text is a ROS template that uses a short form. */
export function usesTags(yaml: string): boolean {
  if (!/^["']?ROSTemplateFormatVersion\b/m.test(yaml)) return false;
  return [...yaml.matchAll(/(?:^|[\s[{,:-])!([A-Za-z0-9]+)(?=[\s[{]|$)/gm)].some(([, name]) =>
    functionNames.includes(name ?? ''),
  );
}
