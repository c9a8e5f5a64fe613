import { expect, test } from 'vitest';
import { Folders } from '../../server/folders.ts';
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
