import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SourceText } from '../../core/text/source.ts';
import { Folders } from '../../server/folders.ts';
import type { OpenDocument } from '../../server/texts.ts';
import { folder, terraform } from './client.ts';

test('a lint that fails is told, keeps what was known, and holds nobody up', async () => {
  const uri = `file://${folder()}/main.tf`;
  const failures: unknown[] = [];
  let version = 0;
  let text = (): string => terraform();
  const folders = new Folders({
    documents: () => [{ uri, version: ++version, getText: () => text() }],
    isIndexed: () => false,
    onProblem: () => {},
    onChange: () => {},
    onLinted: () => {},
    onFailure: (_, error) => failures.push(error),
  });
  folders.changed(uri);
  const [before] = await folders.around(uri);
  expect(before?.units.length).toBe(1);
  const broken = new Error('out of memory');
  text = () => {
    throw broken;
  };
  folders.changed(uri);
  expect(await folders.around(uri)).toEqual([before]);
  expect(failures).toEqual([broken]);
  text = () => terraform('10.0.0.0/8');
  folders.changed(uri);
  const [after] = await folders.around(uri);
  expect(after).not.toBe(before);
});

/** Folders of which all are indexed, with what is open. */
function indexed(open: OpenDocument[], failures: unknown[] = []): Folders {
  return new Folders({
    documents: () => open,
    isIndexed: () => true,
    onProblem: () => {},
    onChange: () => {},
    onLinted: () => {},
    onFailure: (_, error) => failures.push(error),
  });
}

/** Whether a text, or a piece of what was read of one, hangs on something. */
function holdsText(content: unknown, seen = new Set<unknown>()): boolean {
  if (typeof content !== 'object' || content === null || seen.has(content)) return false;
  seen.add(content);
  if (content instanceof SourceText) return true;
  const parts = content instanceof Map || content instanceof Set ? [...content].flat() : Object.values(content);
  return parts.some((part) => holdsText(part, seen));
}

test('of a folder that is not open no text is kept, and what it says is', async () => {
  const top = folder({ 'main.tf': terraform() });
  const uri = `file://${top}/main.tf`;
  const open = [{ uri, version: 1, getText: () => terraform() }];
  const folders = indexed(open);
  folders.workspace.set([top]);
  folders.openedOrClosed(uri);
  expect(await folders.around(uri)).toHaveLength(1);
  const before = folders.known.get(top);
  expect(holdsText(before?.exposure())).toBe(false);
  open.pop();
  folders.openedOrClosed(uri);
  expect(await folders.around(uri)).toEqual([]);
  const after = folders.known.get(top);
  expect(holdsText([after, after?.exposure()])).toBe(false);
  expect(after?.said).toEqual(before?.said);
  expect(after?.exposure().rows).toEqual(before?.exposure().rows);
});

test('what did not change is the same text, and so its parse, from one lint to the next', async () => {
  const top = folder({ 'main.tf': terraform(), 'other.tf': 'resource "alicloud_vpc" "main" {\n}\n' });
  const uri = `file://${top}/main.tf`;
  let version = 1;
  const document: OpenDocument = {
    uri,
    get version() {
      return version;
    },
    getText: () => terraform('10.0.0.0/8'),
  };
  const folders = indexed([document]);
  const filesOf = async () => (await folders.around(uri)).flatMap(({ units }) => units.flatMap(({ files }) => files));
  folders.changed(uri);
  const before = await filesOf();
  expect(before.map(({ path }) => path.slice(top.length))).toEqual(['/main.tf', '/other.tf']);
  folders.changed(uri);
  expect((await filesOf()).map((file, i) => file === before[i])).toEqual([true, true]);
  version = 2;
  folders.changed(uri);
  expect((await filesOf()).map((file, i) => file === before[i])).toEqual([false, true]);
  writeFileSync(join(top, 'other.tf'), '');
  folders.changed(uri);
  expect((await filesOf()).find(({ path }) => path.endsWith('other.tf'))?.text).toBe('');
});

test('of many folders that look into an open one the first are kept whole', async () => {
  const call = 'module "m" {\n  source = "../m"\n}\n';
  const names = Array.from({ length: 20 }, (_, i) => `caller-${String(i).padStart(2, '0')}`);
  const top = folder({
    'm/main.tf': terraform(),
    ...Object.fromEntries(names.map((name) => [`${name}/main.tf`, call])),
  });
  const uri = `file://${top}/m/main.tf`;
  const open: OpenDocument[] = [];
  const folders = indexed(open);
  folders.workspace.set([top]);
  for (const job of folders.workspace.walk()) if (job && 'files' in job) folders.index(job);
  expect(folders.known.lookingInto(`${top}/m`)).toEqual(names.map((name) => `${top}/${name}`));
  open.push({ uri, version: 1, getText: () => terraform() });
  folders.openedOrClosed(uri);
  expect(await folders.around(uri)).toHaveLength(1 + 16);
  expect(folders.known.said(`${top}/m/main.tf`).map(({ rule }) => rule)).toContain('exposure/admin-port');
});
