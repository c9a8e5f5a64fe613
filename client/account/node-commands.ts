/** What can be done with a node of the live account. Nothing here changes the account. */
import { Disposable, env, l10n, Uri, window } from 'vscode';
import { applyServerEdit, type ServerEdit } from '../commands/server-edit.ts';
import type { Server } from '../language/server.ts';
import { editorLanguage } from '../language-of-editor.ts';
import { consoleLink } from './console-link.ts';
import type { AccountDocuments } from './documents.ts';
import type { AccountNode, Admission, SnippetForm } from './node.ts';
import type { OpenAccount } from './view.ts';

type Register = (name: string, run: (node?: AccountNode) => unknown) => Disposable;

export function nodeCommands(
  opened: () => OpenAccount | undefined,
  documents: AccountDocuments,
  server: Server,
  register: Register,
): Disposable {
  const withNode = (run: (node: AccountNode, open: OpenAccount) => unknown) => (node?: AccountNode) => {
    const open = opened();
    return open && node ? run(node, open) : undefined;
  };
  const copyAs = (form: SnippetForm) =>
    withNode(async (node, { account }) => {
      const text = account.snippet(node, form);
      if (text === undefined) return;
      await env.clipboard.writeText(text);
      window.setStatusBarMessage(l10n.t('Copied: {0}', node.label), shownFor);
    });
  const all: Readonly<Record<string, (node?: AccountNode) => unknown>> = {
    'portguard.copyAccountId': withNode(({ id }) => id && env.clipboard.writeText(id)),
    'portguard.copyAsRos': copyAs('ros'),
    'portguard.copyAsTerraform': copyAs('terraform'),
    'portguard.copyAsKubernetes': copyAs('kubernetes'),
    'portguard.openInConsole': withNode((node) => {
      const link = consoleLink(node, editorLanguage());
      return link && env.openExternal(Uri.parse(link, true));
    }),
    'portguard.openInSnapshot': (node) => {
      const open = opened();
      return open && documents.showSnapshot(open.text, node?.place);
    },
    'portguard.showAccountExposure': withNode((node, { account }) => {
      const page = account.exposure(node);
      return page === undefined ? undefined : documents.showPage(node.id ?? node.label, page);
    }),
    'portguard.insertFromAccount': withNode((node, { account }) => insertInto(server, node, account.admissions(node))),
  };
  return Disposable.from(...Object.entries(all).map(([name, run]) => register(name, run)));
}

/** Milliseconds. */
const shownFor = 3000;

type Answer = { readonly edit: ServerEdit } | { readonly problem: string };

/** Lets those whom a rule of the account lets in also in at the cursor of the editor. */
async function insertInto(server: Server, { label }: AccountNode, admissions: readonly Admission[]): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor) {
    void window.showInformationMessage(l10n.t('Open a template and place the cursor where somebody is to be let in.'));
    return;
  }
  const admission = await chosenOf(label, admissions);
  if (!admission) return;
  const { line, character } = editor.selection.active;
  const place = { uri: editor.document.uri.toString(), position: { line, character } };
  const target = await server.request<{ readonly needsPorts: boolean } | null>('portguard/whitelistTarget', place);
  if (!target) {
    void window.showInformationMessage(
      l10n.t(
        'Place the cursor in a security group, an access control list, a white list or a Service of type LoadBalancer.',
      ),
    );
    return;
  }
  const { cidrs, ports } = admission;
  const params = { ...place, cidrs, ...(target.needsPorts ? { ports } : {}) };
  const answer = await server.request<Answer>('portguard/insertWhitelistRule', params);
  if ('problem' in answer) void window.showWarningMessage(answer.problem);
  else await applyServerEdit(answer.edit);
}

async function chosenOf(label: string, admissions: readonly Admission[]): Promise<Admission | undefined> {
  if (admissions.length === 0) {
    void window.showInformationMessage(
      l10n.t('No address of its own is let in here, only everyone or other groups: {0}', label),
    );
    return undefined;
  }
  if (admissions.length === 1) return admissions[0];
  const items = admissions.map((admission) => ({
    label: admission.ports,
    description: admission.cidrs.join(', '),
    admission,
  }));
  const placeHolder = l10n.t('Who may connect?');
  return (await window.showQuickPick(items, { title: label, placeHolder, matchOnDescription: true }))?.admission;
}
