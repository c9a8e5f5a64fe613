/** `portguard fix`, and the fixes that JSON brings, with the real rules: as they are built and installed. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { applyEdits } from '../../core/changes/edit.ts';
import { SourceText } from '../../core/text/source.ts';
import { folder, type Ran } from './portguard.ts';

const cli = join(import.meta.dirname, '../../dist/cli.js');

function portguard(args: readonly string[], cwd: string, input = ''): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd,
    input,
    env: { PATH: process.env.PATH, LANG: 'en_US.UTF-8' },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** The second rule says what the first one does; the block of the first has bits behind its prefix. */
const group = `resource "alicloud_security_group" "web" {
  security_group_name = "web"
  vpc_id              = "vpc-1"
}

resource "alicloud_security_group_rule" "office" {
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "22/22"
  cidr_ip           = "203.0.113.9/24" # the office
  security_group_id = alicloud_security_group.web.id
}
`;
const policy = `resource "alicloud_slb_listener" "https" {
  load_balancer_id   = "lb-1"
  frontend_port      = 443
  protocol           = "https"
  bandwidth          = 10
  server_certificate_id = "cert-1"
  tls_cipher_policy  = "tls_cipher_policy_1_0"
}
`;
const mended = group.replace('203.0.113.9/24', '203.0.113.0/24');

test('what is safe is written, in the style of the file, and told', () => {
  const cwd = folder({ 'main.tf': `\uFEFF${group.replaceAll('\n', '\r\n')}`, 'lb/main.tf': policy });
  const { status, stdout, stderr } = portguard(['fix'], cwd);
  expect(stdout).toMatch(/^main\.tf:10:\d+ {2}Write .*203\.0\.113\.0\/24.* {2}hygiene\/invalid-cidr\n$/);
  expect(stderr).toMatch(/^portguard: 1 fix applied in 1 file of 2; \d+ findings? left\.\n$/);
  expect(status).toBe(0);
  expect(readFileSync(join(cwd, 'main.tf'), 'utf8')).toBe(`\uFEFF${mended.replaceAll('\n', '\r\n')}`);
  expect(readFileSync(join(cwd, 'lb/main.tf'), 'utf8')).toBe(policy);
  expect(portguard(['fix'], cwd).stdout).toBe('');
});

test('--dry-run shows it, writes nothing and fails', () => {
  const cwd = folder({ 'main.tf': group });
  const { status, stdout, stderr } = portguard(['fix', '--dry-run', '--no-color'], cwd);
  expect(stdout.split('\n').filter((line) => /^[+-]/.test(line))).toEqual([
    '--- main.tf',
    '+++ main.tf',
    '-  cidr_ip           = "203.0.113.9/24" # the office',
    '+  cidr_ip           = "203.0.113.0/24" # the office',
  ]);
  expect(stderr).toContain('1 fix would be applied');
  expect(status).toBe(1);
  expect(readFileSync(join(cwd, 'main.tf'), 'utf8')).toBe(group);
  writeFileSync(join(cwd, 'main.tf'), mended);
  expect(portguard(['fix', '--dry-run'], cwd).status).toBe(0);
});

test('what changes access is written only where it is asked for, by rule', () => {
  const cwd = folder({ 'main.tf': group, 'lb/main.tf': policy });
  const { status } = portguard(['fix', '--unsafe-fixes', '--only', 'tls/weak-policy'], cwd);
  expect(status).toBe(0);
  expect(readFileSync(join(cwd, 'main.tf'), 'utf8')).toBe(group);
  expect(readFileSync(join(cwd, 'lb/main.tf'), 'utf8')).toBe(
    policy.replace('tls_cipher_policy_1_0', 'tls_cipher_policy_1_2_strict_with_1_3'),
  );
});

test('a text from stdin comes back mended, and as it came where there is nothing to mend', () => {
  const cwd = folder({ 'main.tf': '' });
  const named = ['fix', '--stdin', '--stdin-filename', 'main.tf'];
  expect(portguard(named, cwd, group)).toMatchObject({ status: 0, stdout: mended });
  expect(portguard(named, cwd, mended)).toMatchObject({ status: 0, stdout: mended });
  expect(readFileSync(join(cwd, 'main.tf'), 'utf8')).toBe('');
});

test('files that the ignore files leave out, and rules that do not exist', () => {
  const cwd = folder({ 'main.tf': group, '.portguardignore': 'main.tf\n' });
  expect(portguard(['fix'], cwd)).toMatchObject({ status: 0, stdout: '' });
  expect(readFileSync(join(cwd, 'main.tf'), 'utf8')).toBe(group);
  const { status, stderr } = portguard(['fix', '--only', 'tls/weak-polcy'], cwd);
  expect([status, stderr]).toEqual([2, expect.stringContaining('tls/weak-policy')]);
});

test('JSON has the fixes of each finding, as edits of places', () => {
  const cwd = folder({ 'main.tf': policy });
  interface Fixing {
    readonly rule: string;
    readonly fixes: readonly {
      readonly title: string;
      readonly safe: boolean;
      readonly edits: readonly {
        readonly file: string;
        readonly range: Readonly<Record<'start' | 'end', { readonly line: number; readonly column: number }>>;
        readonly text: string;
      }[];
    }[];
  }
  const { stdout } = portguard(['lint', '--format', 'json'], cwd);
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly Fixing[] };
  const [fix] = findings.find(({ rule }) => rule === 'tls/weak-policy')?.fixes ?? [];
  expect(fix).toMatchObject({ title: expect.stringContaining('tls_cipher_policy_1_2_strict_with_1_3'), safe: false });
  const source = new SourceText('main.tf', policy);
  const edits = (fix?.edits ?? []).map(({ range: { start, end }, text }) => ({
    start: source.lineStart(start.line - 1) + start.column - 1,
    end: source.lineStart(end.line - 1) + end.column - 1,
    text,
  }));
  expect(applyEdits(policy, edits)).toBe(
    policy.replace('tls_cipher_policy_1_0', 'tls_cipher_policy_1_2_strict_with_1_3'),
  );
});
