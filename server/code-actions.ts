/** textDocument/codeAction: what can be done about the findings at a place, and all safe fixes of a file. */
import { dirname, resolve } from 'node:path';
import { type CodeAction, CodeActionKind, type CodeActionParams, type Range } from 'vscode-languageserver/node';
import { fixAll, isSafe } from '../core/changes/fix-all.ts';
import { groupedBy } from '../core/config/lookup.ts';
import type { Language } from '../core/text/message.ts';
import { fixAllKind, insertRuleKind } from './capabilities.ts';
import { changedLines } from './code-actions/changed-lines.ts';
import { configurationFor } from './code-actions/config-file.ts';
import { type ActionContext, findingActions } from './code-actions/finding-actions.ts';
import { findingsIn } from './code-actions/placed-findings.ts';
import { workspaceEdit } from './code-actions/workspace-edit.ts';
import type { Components } from './components.ts';
import { diagnosticOf } from './diagnostics.ts';
import { type PlaceParams, targetAt } from './insert-rule.ts';
import type { Linted } from './linted.ts';
import { pathOf } from './paths.ts';
import { rangeOf } from './ranges.ts';
import { restrictionsTo } from './restricting.ts';
import { saidOf } from './said.ts';

export function codeActions(components: Components) {
  const { folders, language, client, rulePage } = components;
  return async ({ textDocument: { uri }, range, context }: CodeActionParams): Promise<CodeAction[]> => {
    const path = pathOf(uri);
    if (path === undefined) return [];
    const around = await folders.around(uri);
    const actions: CodeAction[] = [];
    if (isWanted(CodeActionKind.QuickFix, context.only)) {
      const here = findingsIn(around, path).filter(({ finding }) => touches(rangeOf(finding.at), range));
      // Once for each folder that says something here: it reads the configuration.
      const all = [...groupedBy(here, ({ linted }) => linted)].flatMap(([linted, told]) => {
        const about = contextOf(components, uri, path, linted);
        return told.map(({ finding }) => ({
          finding,
          diagnostic: diagnosticOf(saidOf(finding), language(), rulePage),
          context: about,
        }));
      });
      actions.push(...findingActions(all));
    }
    const place = { uri, position: range.start };
    if (client().isOurs && isWanted(insertRuleKind, context.only) && targetAt(components, around, place)) {
      actions.push(insertion(place, language()));
    }
    // Only when it is asked for: it lints the file once for each fix.
    if (context.only?.some((kind) => isWithin(fixAllKind, kind)))
      actions.push(...fixAllActions(components, path, around));
    return actions;
  };
}

/** The client asks for the addresses and ports, and then for the edit. */
function insertion({ uri, position }: PlaceParams, language: Language): CodeAction {
  const title = { en: 'Insert white list rule…', zh: '插入白名单规则……' }[language];
  const command = { title, command: 'portguard.insertWhitelistRule', arguments: [uri, position] };
  return { title, kind: insertRuleKind, command };
}

function contextOf(components: Components, uri: string, path: string, linted: Linted): ActionContext {
  const { units, settings } = linted;
  const { language, client, openAt, workspaceFolders, folders } = components;
  const config = folders.configurations.files().for(resolve(dirname(path))).path;
  const unit = units.find(({ files }) => files.some((file) => file.path === path));
  return {
    uri,
    language: language(),
    client: client(),
    openAt,
    liveGroups: restrictionsTo(components, path, linted),
    model: unit?.model,
    settings,
    config: configurationFor(path, config, (file) => folders.textOf(file), workspaceFolders()),
  };
}

function fixAllActions(
  { folders, client, openAt, language }: Components,
  path: string,
  around: readonly Linted[],
): CodeAction[] {
  const [own] = around;
  const source = own?.units.flatMap(({ files }) => files).find((file) => file.path === path);
  if (!own || !source) return [];
  const { changed } = fixAll({
    findings: own.findings.get(path) ?? [],
    lint: (texts) => folders.lintedWith(path, texts.get(path)?.text ?? source.text)?.findings.get(path) ?? [],
    isWanted: isSafe,
    mayChange: (other) => other === path,
  });
  const after = changed.get(path);
  if (!after || after.text === source.text) return [];
  const edit = changedLines(source, after.text);
  const title = { en: 'Apply all safe fixes of PortGuard', zh: '应用 PortGuard 的所有安全修复' }[language()];
  return [{ title, kind: fixAllKind, edit: workspaceEdit([edit], { client: client(), openAt }) }];
}

/** `quickfix` is asked for by itself, and by whoever asks for everything. */
function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((wanted) => isWithin(kind, wanted));
}

function isWithin(kind: string, wanted: string): boolean {
  return wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`);
}

function touches(a: Range, b: Range): boolean {
  return isBefore(a.start, b.end) && isBefore(b.start, a.end);
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character <= b.character);
}
