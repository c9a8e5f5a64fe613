/** What a person can do about one finding: mend it, accept it with a reason, configure it, read about it. */
import { type CodeAction, CodeActionKind, type Command, type Diagnostic } from 'vscode-languageserver/node';
import { type Acceptance, acceptanceIn } from '../../core/changes/configuring.ts';
import type { FileEdit } from '../../core/changes/edit.ts';
import { type SuppressionScope, suppressionOf } from '../../core/changes/suppressing.ts';
import { editsOf } from '../../core/changes/write.ts';
import type { Finding } from '../../core/lint.ts';
import type { NetworkModel } from '../../core/network/model.ts';
import type { Settings } from '../../core/rules/rule.ts';
import type { Language, Text } from '../../core/text/message.ts';
import type { LiveGroups } from '../restricting.ts';
import type { ConfigurationFile } from './config-file.ts';
import { liveActions } from './live-actions.ts';
import { type EditOptions, workspaceEdit } from './workspace-edit.ts';

export interface ActionContext extends EditOptions {
  /** Of the document, as the client has it. */
  readonly uri: string;
  /** Groups of the live account that a place can be restricted to the sources of; absent where none is open. */
  readonly liveGroups: LiveGroups | undefined;
  readonly language: Language;
  readonly model: NetworkModel | undefined;
  readonly settings: Settings | undefined;
  readonly config: ConfigurationFile | undefined;
}

export interface Told {
  readonly finding: Finding;
  /** As it was published, so that the client shows the actions beside it. */
  readonly diagnostic: Diagnostic;
  readonly context: ActionContext;
}

/** What mends all of them first, then what accepts one, then what explains it; what mends two of them is said once. */
export function findingActions(all: readonly Told[]): CodeAction[] {
  const each = (make: (finding: Finding, told: Diagnostic, context: ActionContext) => readonly CodeAction[]) =>
    all.flatMap(({ finding, diagnostic, context }) => make(finding, diagnostic, context));
  return joined([
    ...each(fixActions),
    ...each(liveActions),
    ...each(suppressions),
    ...each(acceptances),
    ...each((finding, told, { client, language }) => (client.isOurs ? [pageAction(finding, told, language)] : [])),
  ]);
}

function joined(actions: readonly CodeAction[]): CodeAction[] {
  const byEdit = new Map<string, CodeAction>();
  for (const action of actions) {
    const key = JSON.stringify([action.title, action.edit, action.command]);
    const before = byEdit.get(key);
    const diagnostics = [...(before?.diagnostics ?? []), ...(action.diagnostics ?? [])];
    byEdit.set(key, before ? { ...before, diagnostics } : action);
  }
  return [...byEdit.values()];
}

function fixActions(finding: Finding, told: Diagnostic, context: ActionContext): CodeAction[] {
  const written = (finding.fixes?.() ?? []).flatMap((fix) => {
    const edits = editsOf(fix);
    return edits && edits.length > 0 ? [{ fix, edits }] : [];
  });
  return written.map(({ fix, edits }, i) => ({
    title: fix.title[context.language],
    kind: CodeActionKind.QuickFix,
    diagnostics: [told],
    // Only what cannot break access is a choice that nobody has to think about.
    ...(i === 0 && fix.safe ? { isPreferred: true } : {}),
    edit: workspaceEdit(edits, context),
  }));
}

const reasons: Text = { en: 'why this is accepted', zh: '接受的理由' };

function suppressions(finding: Finding, told: Diagnostic, context: ActionContext): CodeAction[] {
  const { rule } = finding;
  // A problem with the text, or with a suppression, is mended and not accepted.
  if (/^(?:syntax|suppression)\//.test(rule)) return [];
  const { language, model, client } = context;
  const reason = client.snippets && client.documentChanges ? reasons[language] : '';
  const titles: Record<SuppressionScope, Text> = {
    line: { en: `Ignore ${rule} here, with a reason`, zh: `在此处忽略 ${rule}（写明理由）` },
    file: { en: `Ignore ${rule} in this file, with a reason`, zh: `在本文件中忽略 ${rule}（写明理由）` },
  };
  return (['line', 'file'] as const).flatMap((scope) => {
    const edits = suppressionOf(finding, scope, reason, model);
    return edits ? [quickFix(titles[scope][language], told, edits, context)] : [];
  });
}

function acceptances(finding: Finding, told: Diagnostic, context: ActionContext): CodeAction[] {
  const { config, settings, language } = context;
  if (!config || !settings) return [];
  const { rule } = finding;
  const accepted = finding.accepts?.();
  const all: readonly (readonly [Acceptance, Text])[] = [
    ...(accepted ? [[accepted, acceptanceTitle(accepted, config.name)] as const] : []),
    [
      { kind: 'rule-off', rule },
      { en: `Switch ${rule} off in ${config.name}`, zh: `在 ${config.name} 中关闭 ${rule}` },
    ],
  ];
  return all.flatMap(([acceptance, title]) => {
    const edits = acceptanceIn(config.source, acceptance, settings.publicPorts);
    const made = config.exists ? [] : [config.source.path];
    return edits ? [quickFix(title[language], told, edits, { ...context, made })] : [];
  });
}

function acceptanceTitle(acceptance: Acceptance, name: string): Text {
  if (acceptance.kind === 'public-ports') {
    const { ports } = acceptance;
    return { en: `List ${ports} as public in ${name}`, zh: `在 ${name} 中将 ${ports} 列为公开端口` };
  }
  return { en: `Name this network as yours in ${name}…`, zh: `在 ${name} 中将该网段命名为自己的网络……` };
}

function quickFix(title: string, told: Diagnostic, edits: readonly FileEdit[], options: EditOptions): CodeAction {
  return { title, kind: CodeActionKind.QuickFix, diagnostics: [told], edit: workspaceEdit(edits, options) };
}

function pageAction({ rule }: Finding, told: Diagnostic, language: Language): CodeAction {
  const title = { en: `Read about ${rule}`, zh: `查看 ${rule} 的说明` }[language];
  const command: Command = { title, command: 'portguard.openRule', arguments: [rule] };
  return { title, kind: CodeActionKind.QuickFix, diagnostics: [told], command };
}
