/** portguard.listRules: all rules, to read the page of one. */
import { commands, l10n, type QuickPickItem, window } from 'vscode';
import type { ListedRule } from '../../core/rules/listed.ts';
import type { Server } from '../language/server.ts';

interface RuleItem extends QuickPickItem {
  readonly rule: string;
}

export function listRules(server: Server) {
  return async (): Promise<void> => {
    const rules = await server.request<readonly ListedRule[]>('portguard/rules');
    const chosen = await window.showQuickPick(rules.map(itemOf), {
      title: l10n.t('Rules of PortGuard'),
      placeHolder: l10n.t('Choose a rule to read its page'),
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (chosen) await commands.executeCommand('portguard.openRule', chosen.rule);
  };
}

function itemOf({ id, title, severity, isOn }: ListedRule): RuleItem {
  return {
    rule: id,
    label: `$(${severity}) ${id}`,
    description: isOn ? '' : l10n.t('off by default'),
    detail: title,
  };
}
