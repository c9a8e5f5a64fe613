/** The server's answer as a tree: what drifts first, what is worst first, and what could not be compared at the end. */
import type { ToldDrift, ToldPair, ToldRow, ToldUnpaired } from '../../../core/drift/told.ts';
import type { Translate } from '../../translate.ts';
import type { AccountGroupNode, DriftNode, HeadingNode, NoteNode, PairNode, RowNode, TemplateNode } from '../node.ts';
import { byMark, isUncertain, markOf, worstOf } from './marks.ts';
import { accountNameOf, pairWords, rowWords } from './words.ts';

export interface TreeOptions {
  /** Rows that may be no drift are left out. */
  readonly hidesUncertain: boolean;
  /** A file's path as people know it in the workspace. */
  readonly pathOf: (uri: string) => string;
}

export function driftTree(drift: ToldDrift, options: TreeOptions, t: Translate): readonly DriftNode[] {
  const shown = (rows: readonly ToldRow[]): readonly ToldRow[] =>
    options.hidesUncertain ? rows.filter((row) => !isUncertain(row)) : rows;
  const pairs = drift.pairs
    .filter(({ rows }) => shown(rows).length > 0)
    .map((pair) => pairNode(pair, shown(pair.rows), options, t))
    .sort((a, b) => byMark(a.mark, b.mark) || (a.label < b.label ? -1 : 1));
  const agreeing = drift.pairs.filter(({ rows }) => rows.length === 0).map((pair) => pairNode(pair, [], options, t));
  const { templates, account } = drift.unpaired;
  return [
    ...pairs,
    ...heading('onlyTemplates', t('Templates without a group of the account'), unpairedNodes(templates, options, t), t),
    ...heading(
      'onlyAccount',
      t('Groups that no template declares'),
      account.map((one) => accountNode(one, t)),
      t,
    ),
    ...heading('agreeing', t('No difference'), agreeing, t),
    ...notes(drift, options, t),
  ];
}

function pairNode(pair: ToldPair, rows: readonly ToldRow[], options: TreeOptions, t: Translate): PairNode {
  const children = rows.map((row): RowNode => {
    const place = `${options.pathOf(row.uri)}:${row.range.start.line + 1}`;
    return {
      kind: 'row',
      key: `${pair.account.id}/${row.key}`,
      pair,
      row,
      mark: markOf(row),
      ...rowWords(row, place, t),
    };
  });
  children.sort((a, b) => byMark(a.mark, b.mark));
  const places = pair.templates.map(({ uri, range }) => `${options.pathOf(uri)}:${range.start.line + 1}`);
  return {
    kind: 'pair',
    key: pair.account.id,
    pair,
    mark: worstOf(children.map(({ mark }) => mark)),
    children,
    ...pairWords(pair, rows.length, places, t),
  };
}

function heading(
  kind: HeadingNode['kind'],
  label: string,
  children: readonly DriftNode[],
  t: Translate,
): readonly HeadingNode[] {
  if (children.length === 0) return [];
  const description = String(children.length);
  return [{ kind, key: kind, label, description, facts: [], spoken: t('{0}: {1}', label, description), children }];
}

function unpairedNodes(
  groups: readonly ToldUnpaired[],
  { pathOf }: TreeOptions,
  t: Translate,
): readonly TemplateNode[] {
  return groups.map((group) => {
    const { name, reason, uri, range, canPair } = group;
    const place = `${pathOf(uri)}:${range.start.line + 1}`;
    return {
      kind: 'template',
      key: `template ${uri} ${range.start.line} ${name}`,
      group,
      label: name,
      description: reason,
      facts: [
        [t('Reason'), reason],
        [t('Place'), place],
        ...(canPair
          ? [[t('What to do'), t('Say which group it is; accountGroups of .portguard.yaml keeps it.')] as const]
          : []),
      ],
      spoken: t('{0}: {1}', name, reason),
    };
  });
}

function accountNode(group: AccountGroupNode['group'], t: Translate): AccountGroupNode {
  const { id, name } = group;
  const label = name === '' ? id : name;
  return {
    kind: 'accountGroup',
    key: `account ${id}`,
    group,
    label,
    description: name === '' ? '' : id,
    facts: [
      [t('Security group'), id],
      [t('Reason'), t('No template of this workspace declares it or names it.')],
    ],
    spoken: t('{0}: {1}', accountNameOf(group), t('No template of this workspace declares it or names it.')),
  };
}

function notes({ managed, leftFiles, failed }: ToldDrift, { pathOf }: TreeOptions, t: Translate): readonly NoteNode[] {
  const found: (readonly [string, string])[] = [];
  if (managed.groups > 0) {
    found.push([
      t('Managed by cloud services, left out: {0}', managed.groups),
      t('Rules of these groups, which their services change: {0}', managed.rules),
    ]);
  }
  if (leftFiles > 0) {
    found.push([t('Files left out: {0}', leftFiles), t('portguard.index.maxFiles allows no more.')]);
  }
  if (failed.length > 0) {
    found.push([t('Folders that could not be compared: {0}', failed.length), failed.map(pathOf).join(', ')]);
  }
  return found.map(([label, text]) => ({
    kind: 'note',
    key: `note ${label}`,
    label,
    description: '',
    facts: [[t('Reason'), text]],
    spoken: t('{0}: {1}', label, text),
  }));
}
