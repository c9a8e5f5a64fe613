/** Bytes that are not what a linter hopes for. */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bad, folder, found, good, portguard } from './portguard.ts';

const json = ['lint', '--format', 'json'];

function run(files: Record<string, string | Buffer>, ...args: string[]) {
  const { status, stdout, stderr } = portguard([...json, ...args], { cwd: folder(files) });
  return { status, stderr, found: found(stdout) };
}

const finding = 'main.tf 1:36 open/group';

test('an empty file is no problem', () => {
  expect(run({ 'main.tf': '', 'a.yaml': '', 'b.json': '' })).toMatchObject({ status: 0, found: [] });
});

test('UTF-8 with a mark, UTF-16 of both byte orders: the columns are those of an editor', () => {
  const bom = Buffer.from([0xef, 0xbb, 0xbf]);
  const utf16 = Buffer.from(`\ufeff${bad}`, 'utf16le');
  expect(run({ 'main.tf': Buffer.concat([bom, Buffer.from(bad)]) }).found).toEqual([finding]);
  expect(run({ 'main.tf': utf16 }).found).toEqual([finding]);
  expect(run({ 'main.tf': Buffer.from(utf16).swap16() }).found).toEqual([finding]);
  expect(run({ 'main.tf': Buffer.concat([Buffer.from(utf16).swap16(), Buffer.from([0])]) }).found).toEqual([finding]);
});

test('CRLF counts as one line end', () => {
  expect(run({ 'main.tf': `${good}${bad}`.replaceAll('\n', '\r\n') }).found).toEqual(['main.tf 3:36 open/group']);
});

test('bytes that are not UTF-8 are a warning at their place, and the rest is linted', () => {
  const gbk = Buffer.concat([Buffer.from(`${bad}# `), Buffer.from([0xb0, 0xb2, 0xc8, 0xab]), Buffer.from('\n')]);
  expect(run({ 'main.tf': gbk }).found).toEqual([finding, 'main.tf 3:3 syntax/encoding']);
  expect(run({ 'notes.yaml': Buffer.from([0xb0, 0xb2]) }).found).toEqual([]);
});

test('a binary file is passed over in a folder, and a finding when it is named', () => {
  const files = { 'main.tf': Buffer.from([1, 0, 2, 3]), 'ok.tf': bad };
  expect(run(files).found).toEqual(['ok.tf 1:36 open/group']);
  expect(run(files, 'main.tf')).toMatchObject({ status: 1, found: ['main.tf 1:1 syntax/not-text'] });
});

test('a file over the limit is said, not read', () => {
  const big = `${bad}#${'x'.repeat(5_000_000)}\n`;
  const files = { 'main.tf': big, 'ok.tf': good };
  expect(run(files)).toMatchObject({ status: 0, found: ['main.tf 1:1 syntax/too-large'] });
  expect(run(files, '--max-file-size', '6').found).toEqual([finding]);
  expect(run({ 'main.tf': bad }, '--max-file-size', '0.00001').found).toEqual(['main.tf 1:1 syntax/too-large']);
});

test.skipIf(process.getuid?.() === 0)('a file that may not be read is a finding, and the others are linted', () => {
  const cwd = folder({ 'main.tf': bad, 'secret/main.tf': bad });
  chmodSync(join(cwd, 'main.tf'), 0);
  chmodSync(join(cwd, 'secret'), 0);
  const { stdout, status } = portguard(json, { cwd });
  chmodSync(join(cwd, 'secret'), 0o755);
  expect(status).toBe(1);
  expect(found(stdout)).toEqual(['main.tf 1:1 syntax/unreadable', 'secret 1:1 syntax/unreadable']);
});

test('a folder with the name of a file is entered, not read', () => {
  expect(run({ 'x.tf/main.tf': bad }).found).toEqual(['x.tf/main.tf 1:36 open/group']);
});
