/** The page that says which of our rules answers a rule of another linter, and where we think that it is wrong. */
import { readFileSync } from 'node:fs';

interface Entry {
  readonly rules: readonly string[];
  readonly disagree?: string;
  readonly later?: string;
}

const names: Readonly<Record<string, string>> = {
  checkov: 'Checkov',
  'gatekeeper-library': 'Gatekeeper library',
  infraguard: 'InfraGuard',
  kics: 'KICS',
  'kube-linter': 'kube-linter',
  'kyverno-policies': 'Kyverno policies',
  polaris: 'Polaris',
  terrascan: 'Terrascan',
  trivy: 'Trivy',
};

export const peersPage = 'docs/other-linters.md';

/** Markdown from test/peers/mapping.json; `root` is the project's folder. */
export function peersText(root: string): string {
  const mapping = JSON.parse(readFileSync(`${root}/test/peers/mapping.json`, 'utf8')) as Record<string, Entry>;
  const tools = new Map<string, string[]>();
  const differences: string[] = [];
  for (const [id, { rules, disagree, later }] of Object.entries(mapping)) {
    const slash = id.indexOf('/');
    const [tool, rule] = [names[id.slice(0, slash)] ?? id.slice(0, slash), id.slice(slash + 1)];
    if (disagree) differences.push(`- **${tool}: ${rule}.** ${disagree}`);
    if (later || rules.length === 0) continue;
    const links = rules.map((one) => `[${one}](rules/${one}.md)`).join(', ');
    tools.set(tool, [...(tools.get(tool) ?? []), `| ${rule} | ${links} |`]);
  }
  const tables = [...tools].map(
    ([tool, rows]) => `### ${tool}\n\n| its rule | ours |\n|---|---|\n${rows.join('\n')}\n`,
  );
  return `# Coming from another linter

Which rule of PortGuard answers a rule that you know, and where we deliberately say something else.

## Where we differ

${differences.join('\n')}

## Rule by rule

${tables.join('\n')}`;
}
