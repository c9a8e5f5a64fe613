/** A repository with modules: what is read beside the files that are linted, and what is said once. */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bad, folder, found, portguard } from './portguard.ts';

function lint(cwd: string, ...args: string[]): { readonly found: string[]; readonly status: number | null } {
  const { stdout, status } = portguard(['lint', '--format', 'json', ...args], { cwd });
  return { found: found(stdout), status };
}

const call = (source: string, more = ''): string => `module "m" {\n  source = "${source}"\n${more}}\n`;

/** The group exists when the variable says so. */
const optional = 'variable "n" {\n  default = 0\n}\nresource "alicloud_security_group" "open" {\n  count = var.n\n}\n';

test('a module that is not named itself is read for its call, and a finding in it is reported', () => {
  const cwd = folder({ '.git/': '', 'prod/main.tf': call('../modules/a'), 'modules/a/main.tf': bad });
  expect(lint(cwd, 'prod').found).toEqual(['modules/a/main.tf 1:36 open/group']);
  expect(lint(cwd, 'prod/main.tf').found).toEqual(['modules/a/main.tf 1:36 open/group']);
});

test('what a module says by itself and through two calls is said once, by its own name', () => {
  const cwd = folder({
    '.git/': '',
    'dev/main.tf': call('../m'),
    'm/main.tf': bad.replace('}', '  vpc_id = "x"\n}'),
    'prod/main.tf': call('../m'),
  });
  const { stdout } = portguard(['lint', '--format', 'json'], { cwd });
  const { findings } = JSON.parse(stdout) as { findings: { message: string; resource: string }[] };
  // The tests' rule names the resource in its message, so that each of the three is another finding.
  expect(findings.map(({ resource }) => resource).sort()).toEqual([
    'alicloud_security_group.open',
    'module.m.alicloud_security_group.open',
  ]);
});

test('nothing outside of the repository is read, not through a link either', () => {
  const outside = folder({ 'a/main.tf': bad });
  const cwd = folder({ '.git/': '', 'one/main.tf': call('./linked'), 'two/main.tf': call('../../a') });
  symlinkSync(join(outside, 'a'), join(cwd, 'one/linked'));
  expect(lint(cwd, 'one', 'two').found).toEqual([
    'one/main.tf 2:12 syntax/reference',
    'two/main.tf 2:12 syntax/reference',
  ]);
});

test('values from --var-file, and from the files that the configuration names', () => {
  const files = {
    '.git/': '',
    'prod/main.tf': optional,
    'values/one.tfvars': 'n = 1\n',
    'values/none.tfvars': 'n = 0\n',
  };
  const cwd = folder(files);
  expect(lint(cwd, 'prod').found).toEqual([]);
  expect(lint(cwd, 'prod', '--var-file', 'values/one.tfvars').found).toEqual(['prod/main.tf 4:36 open/group']);
  expect(lint(cwd, 'prod', '--var-file', 'values/one.tfvars', '--var-file', 'values/none.tfvars').found).toEqual([]);
  const configured = folder({ ...files, '.portguard.yaml': 'varFiles: [values/one.tfvars]\n' });
  expect(lint(configured, 'prod').found).toEqual(['prod/main.tf 4:36 open/group']);
  expect(lint(configured, 'prod', '--var-file', 'values/none.tfvars').found).toEqual([]);
});

test('a file with values that is not there is said, and the status is 2', () => {
  const cwd = folder({ 'main.tf': optional });
  const { status, stderr } = portguard(['lint', '--var-file', 'missing.tfvars'], { cwd });
  expect(status).toBe(2);
  expect(stderr).toContain('missing.tfvars');
});

test('a suppression that only a call needs is not called unused', () => {
  const comment = '# portguard:ignore open/group -- an example\n';
  const module = optional.replace('resource', `${comment}resource`);
  const files = { '.git/': '', 'm/main.tf': module, 'prod/main.tf': call('../m', '  n = 1\n') };
  expect(lint(folder(files)).found).toEqual([]);
  const { 'prod/main.tf': _, ...alone } = files;
  expect(lint(folder(alone)).found).toEqual(['m/main.tf 4:20 suppression/unused']);
});
