/**
 * The cloud dialect: a snapshot of an account. Each region is a unit, because what stands in one region neither opens nor
 * hides anything in another, and a region that could not be read must not cast doubt on the others.
 */
import type { Comment, DataDocument, DataNode } from '../../syntax/data.ts';
import { parseJsonValue } from '../../syntax/json.ts';
import { get, itemsOf, scalarOf, scalarText } from '../../syntax/navigate.ts';
import { dataFileOf } from '../../syntax/parsed.ts';
import type { SyntaxProblem } from '../../syntax/problem.ts';
import { type Location, locationOf, type SourceText } from '../../text/source.ts';
import { modelOf, type Problem, syntaxProblems, type Unit } from '../unit.ts';
import { cloudRows } from './catalog/index.ts';
import { checkSnapshot, isOtherVersion } from './check.ts';
import { documentOf, type SnapshotParts } from './parts.ts';
import { absentLists, resourcesOf } from './resources.ts';
import { unreadIn, unreadProblems } from './unread.ts';

export function readCloud(file: SourceText): readonly Unit[] {
  const { documents, problems, comments } = dataFileOf(file);
  const [document] = documents;
  return document ? unitsOf(document, file, problems, comments) : [];
}

/** One region of a snapshot as it would be by itself; read anew whenever it is asked for, and kept by whoever asks. */
export function readRegion({ source, regions, rest }: SnapshotParts, place: number): Unit | undefined {
  const start = regions[place];
  if (start === undefined) return undefined;
  const { root, problems } = parseJsonValue(source.text, start);
  const [unit] = root ? unitsOf(documentOf(source, rest, [root]), source, problems, []) : [];
  return unit;
}

function unitsOf(
  document: DataDocument,
  file: SourceText,
  syntax: readonly SyntaxProblem[],
  comments: readonly Comment[],
): readonly Unit[] {
  const faults = [...syntaxProblems(file, syntax, 'syntax/json'), ...checkSnapshot(document, file)];
  const problems = [...faults, ...unreadProblems(document, file)];
  const rest = { dialect: 'cloud', files: [file], kubernetes: undefined } as const;
  const [first, ...more] = isOtherVersion(document) ? [] : itemsOf(get(document.root, 'regions', document), document);
  const unitOf = (region: DataNode, problems: readonly Problem[]): Unit => ({
    ...rest,
    model: modelOf(resourcesIn(region, document, file), cloudRows),
    problems,
    comments: [{ source: file, comments: problems.length > 0 ? comments : [] }],
  });
  if (!first) return [{ ...rest, model: modelOf([], cloudRows), problems, comments: [{ source: file, comments }] }];
  return [unitOf(first, problems), ...more.map((region) => unitOf(region, []))];
}

function resourcesIn(region: DataNode, document: DataDocument, source: SourceText): ReturnType<typeof resourcesOf> {
  const name = scalarText(scalarOf(get(region, 'region', document), document)) ?? '';
  const at = locationOf(source, get(region, 'region', document) ?? region);
  const lacking = new Map<string, Location>(absentLists(region, { document }).map((list) => [list, at]));
  for (const { region: of, lists, place } of unreadIn(document, source)) {
    if (of === name) for (const list of lists) lacking.set(list, place);
  }
  return resourcesOf(region, name, lacking, { source, document });
}
