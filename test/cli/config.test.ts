import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bad, folder, found, good, portguard } from './portguard.ts';

const json = ['lint', '--format', 'json'];

test('the nearest configuration counts, up to the top of the repository', () => {
  const top = folder({
    '.portguard.yaml': 'rules: {open/group: off}\n',
    'repo/.git/HEAD': '',
    'repo/main.tf': bad,
    'repo/quiet/.portguard.yml': 'rules: {open/group: info}\n',
    'repo/quiet/deep/main.tf': bad,
  });
  const { stdout, status } = portguard(json, { cwd: join(top, 'repo') });
  expect(status).toBe(1);
  const { findings } = JSON.parse(stdout) as { findings: { file: string; severity: string }[] };
  expect(findings.map(({ file, severity }) => `${file} ${severity}`)).toEqual([
    'main.tf error',
    'quiet/deep/main.tf info',
  ]);
});

test('an invalid configuration is 2 with its place; its files are not linted, others are', () => {
  const cwd = folder({
    'main.tf': bad,
    'team/.portguard.yaml': 'rules:\n  open/grop: off\n',
    'team/main.tf': bad,
    'team/sub/main.tf': bad,
  });
  const { status, stdout, stderr } = portguard(json, { cwd });
  expect(status).toBe(2);
  expect(stderr).toBe(
    'portguard: team/.portguard.yaml:2:3: There is no rule "open/grop". Did you mean "open/group"? "portguard rules" lists them all.\n',
  );
  expect(found(stdout)).toEqual(['main.tf 1:36 open/group']);
});

test('--config is used for all files, and must be readable', () => {
  const cwd = folder({ 'main.tf': bad, 'ci.yaml': 'rules: {open/group: off}\n', '.portguard.yaml': 'nonsense: 1\n' });
  expect(portguard([...json, '--config', 'ci.yaml'], { cwd })).toMatchObject({ status: 0, stderr: '' });
  expect(portguard([...json, '--config', 'gone.yaml'], { cwd })).toMatchObject({
    status: 2,
    stderr: 'portguard: gone.yaml: the configuration cannot be read (ENOENT).\n',
  });
});

test('--print-config shows what would run', () => {
  const cwd = folder({
    'a/.portguard.yaml':
      'networks: {office: [203.0.113.0/24]}\npublicPorts: [443, 8000/8010]\nrules: {open/server: info}\n',
    'a/main.tf': good,
  });
  const { stdout } = portguard(['lint', '--print-config', '--all-rules', 'a/main.tf'], { cwd });
  expect(JSON.parse(stdout)).toEqual({
    configFile: 'a/.portguard.yaml',
    failOn: 'error',
    publicPorts: [443, '8000/8010'],
    networks: { office: ['203.0.113.0/24'] },
    ignore: [],
    inlineSuppressions: true,
    rules: { 'open/group': 'error', 'open/server': 'info', 'open/service': 'error', 'extra/network': 'info' },
  });
});
