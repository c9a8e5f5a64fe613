/** Bases and overlays in one run: what is read beside the files that are linted, and what is said once. */
import { expect, test } from 'vitest';
import { folder, found, portguard } from './portguard.ts';

const service = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n';

const files = {
  '.git/': '',
  'base/kustomization.yaml': 'resources: [web.yaml]\n',
  'base/web.yaml': service,
  'dev/kustomization.yaml': 'resources: [../base]\n',
  'prod/Kustomization': 'resources: [../base]\n',
};

function lint(cwd: string, ...args: string[]): string[] {
  return found(portguard(['lint', '--format', 'json', ...args], { cwd }).stdout);
}

test('a base that is not named itself is read for its overlay; what both say is said once', () => {
  const cwd = folder(files);
  expect(lint(cwd, 'prod')).toEqual(['base/web.yaml 4:9 open/service']);
  expect(lint(cwd)).toEqual(['base/web.yaml 4:9 open/service']);
});

test('a patch takes an object away from one overlay, not from the base', () => {
  const cwd = folder({
    ...files,
    'prod/Kustomization': 'resources: [../base]\npatches: [{ path: none.yaml }]\n',
    'prod/none.yaml': `${service}$patch: delete\n`,
  });
  expect(lint(cwd, 'prod')).toEqual([]);
  expect(lint(cwd, 'base', 'prod')).toEqual(['base/web.yaml 4:9 open/service']);
});

test('what kustomize and helm write is linted from stdin', () => {
  const cwd = folder({ '.git/': '' });
  const input = `---\n# Source: a\napiVersion: v1\nkind: Namespace\nmetadata: { name: a }\n---\n${service}`;
  const { stdout } = portguard(['lint', '--format', 'json', '--stdin', '--stdin-filename', 'x.yaml'], { cwd, input });
  expect(found(stdout)).toEqual(['x.yaml 10:9 open/service']);
});
