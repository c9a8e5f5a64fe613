/** portguard/exposure: who reaches what stands at a code lens, as Markdown. */
import { escapedMarkdown, markdownTable, type ShownPath } from '../core/exposure/table.ts';
import type { Language, Text } from '../core/text/message.ts';
import { targetsNamed } from './code-lens.ts';
import type { Components } from './components.ts';
import { groupText } from './group-text.ts';
import { publicRows, type Target, targetsIn } from './lens-targets.ts';
import { pathOf, shownIn } from './paths.ts';

export interface ExposureParams {
  /** Of a document that is open. */
  readonly uri: string;
  /** Of a security group, load balancer, listener or Service in it. */
  readonly address: string;
}

const gone: Text = { en: 'It is no longer in this file.', zh: '该文件中已不再有此资源。' };

export function exposure({ folders, language, workspaceFolders }: Components) {
  return async ({ uri, address }: ExposureParams): Promise<string> => {
    const units = (await folders.around(uri)).flatMap((one) => one.units);
    const targets = targetsNamed(targetsIn(units, pathOf(uri) ?? ''), address);
    const texts = new Set(
      targets.map((target) => textOf(target, language(), (path) => shownIn(workspaceFolders(), path))),
    );
    return `${texts.size > 0 ? [...texts].join('\n\n---\n\n') : gone[language()]}\n`;
  };
}

const columns = ['from', 'ports', 'service', 'reach', 'through', 'place'] as const;

function textOf(target: Target, language: Language, shown: ShownPath): string {
  const { unit, address, group } = target;
  if (group) return groupText(unit.model, group, language, { limit: Number.POSITIVE_INFINITY, columns, shown });
  const rows = publicRows(target);
  return [`**${escapedMarkdown(address)}**`, markdownTable(rows, language, columns, shown).trimEnd()].join('\n\n');
}
