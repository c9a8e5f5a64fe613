/** What tools write: everything in one stream, lists, JSON, other line ends. */
import { expect, test } from 'vitest';
import { resolveConfig } from '../../../../core/config/resolve.ts';
import { emptyConfig } from '../../../../core/config/schema.ts';
import { lint } from '../../../../core/lint.ts';
import { rules } from '../../../../core/rules/index.ts';
import { SourceText } from '../../../../core/text/source.ts';

const service =
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: db\nspec:\n  type: LoadBalancer\n  ports:\n    - port: 6379\n';
const indented = service.replace(/^/gm, '    ').trimStart();

function found(path: string, text: string): string[] {
  const { findings } = lint([new SourceText(path, text)], resolveConfig(emptyConfig, rules));
  return findings
    .filter(({ rule }) => rule === 'kubernetes/risky-service-port' || rule.startsWith('syntax/'))
    .map(({ rule, at }) => `${at.source.positionAt(at.start).line + 1} ${rule} ${text.slice(at.start, at.end)}`);
}

const risky = (line: number): string => `${line} kubernetes/risky-service-port 6379`;

test.each([
  ['kustomize build', `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n---\n${service}`, 13],
  [
    'helm template',
    `---\n# Source: shop/templates/service.yaml\n${service}---\n# Source: shop/templates/empty.yaml\n`,
    10,
  ],
  ['a List', `apiVersion: v1\nkind: List\nitems:\n  - ${indented}`, 11],
  ['a ServiceList', `apiVersion: v1\nkind: ServiceList\nitems:\n  - ${indented}`, 11],
  ['a byte order mark', `\ufeff${service}`, 8],
  ['a byte order mark before a document of its own', `\ufeff---\n${service}`, 9],
  ['Windows line ends', service.replaceAll('\n', '\r\n'), 8],
  ['Windows line ends between documents', `---\n${service}---\n`.replaceAll('\n', '\r\n'), 9],
  ['documents that end with dots', `${service}...\n---\nkind: Nothing\n`, 8],
])('%s', (_, text, line) => {
  expect(found('all.yaml', text)).toEqual([risky(line)]);
});

test('JSON, one object or a list', () => {
  const object = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'db' },
    spec: { type: 'LoadBalancer', ports: [{ port: 6379 }] },
  };
  expect(found('a.json', JSON.stringify(object))).toEqual([risky(1)]);
  expect(found('a.json', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [object] }))).toEqual([risky(1)]);
});
