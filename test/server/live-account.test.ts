/** The account that a client has open, as the server knows it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { LiveAccounts } from '../../server/live-account.ts';
import { start } from './client.ts';

const sample = readFileSync(join(import.meta.dirname, '../../cloud/sample-account.json'), 'utf8');

test('an account is read when it is asked for, and once for each text', () => {
  const accounts = new LiveAccounts();
  expect(accounts.current()).toBeUndefined();
  accounts.tell({ account: { name: 'Sample account', text: sample } });
  const read = accounts.current();
  expect(read?.name).toBe('Sample account');
  expect(read?.source.text).toBe(sample);
  // The third region could not be read.
  expect(read?.units.map(({ model }) => model.securityGroups.length)).toEqual([1, 5, 0]);
  expect(accounts.current()).toBe(read);
  accounts.tell({ account: { name: 'Sample account', text: sample } });
  expect(accounts.current()).toBe(read);
  accounts.tell({ account: { name: 'Profile work', text: sample } });
  expect(accounts.current()?.name).toBe('Profile work');
  accounts.tell({ account: null });
  expect(accounts.current()).toBeUndefined();
});

test('who waits for another account hears of it once, and what is no snapshot is none', () => {
  const accounts = new LiveAccounts();
  const heard = vi.fn();
  accounts.onChange((account) => heard(account?.name));
  accounts.tell({ account: null });
  accounts.tell({ account: { name: 'broken', text: '{' } });
  accounts.tell({ account: { name: 'broken', text: '{' } });
  expect(accounts.current()).toBeUndefined();
  accounts.tell({ account: null });
  expect(heard.mock.calls).toEqual([['broken'], [undefined]]);
});

test('a client tells the server which account it has open', async () => {
  const client = await start();
  await client.tellAccount({ name: 'Sample account', text: sample });
  await client.tellAccount(null);
  await expect
    .poll(() => client.log.map(({ message }) => message))
    .toEqual(expect.arrayContaining([`account: Sample account, ${sample.length} characters`, 'account: closed']));
  await client.end();
});
