/** `portguard lsp` as it is installed: the built command and the built server beside it. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder, messagesIn, start, terraform } from './client.ts';

const dist = join(import.meta.dirname, '../../dist');
const command = join(dist, 'cli.js');
const built = test.skipIf(!existsSync(join(dist, 'cli-main.js')) || !existsSync(join(dist, 'server.js')));

built.each([{ args: ['--stdio'] }, { args: [] }, { args: ['--stdio', `--clientProcessId=${process.pid}`] }])(
  'with $args it is the language server',
  async ({ args }) => {
    const client = await start({ command: [command, 'lsp', ...args] });
    const uri = await client.open(folder(), 'main.tf', terraform());
    expect(await client.found(uri)).toContain('exposure/admin-port "0.0.0.0/0"');
    expect((await client.hover(uri, '22/22'))?.shown).toContain('SSH');
    expect(await client.end()).toEqual({ status: 0, stderr: '' });
    expect(messagesIn(Buffer.concat(client.written)).length).toBeGreaterThan(3);
  },
);

built('its help, and what it does not take', () => {
  const run = (...args: string[]) => spawnSync(process.execPath, [command, 'lsp', ...args], { encoding: 'utf8' });
  expect(run('--help').stdout).toContain('--stdio');
  expect(run('--help', '--language', 'zh-CN').stdout).toContain('语言服务器');
  expect(run('--sdtio')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('--stdio') });
  expect(run('main.tf')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('main.tf') });
});

built('without the server beside it, it says so', () => {
  const top = folder({ 'dist/cli.js': '' });
  mkdirSync(join(top, 'dist'), { recursive: true });
  for (const file of ['cli.js', 'cli-main.js']) copyFileSync(join(dist, file), join(top, 'dist', file));
  writeFileSync(join(top, 'package.json'), '{"version":"0"}');
  const ran = spawnSync(process.execPath, [join(top, 'dist/cli.js'), 'lsp', '--stdio'], { encoding: 'utf8' });
  expect(ran).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('dist/server.js') });
});
