import { expect, test } from 'vitest';
import { rulePages } from '../../server/rule-page.ts';
import { defaultSettings, settingsOf } from '../../server/settings.ts';
import { folder, start, terraform } from './client.ts';

test('what the client leaves out, or has in another shape, is as by default', () => {
  expect(settingsOf(undefined)).toEqual(defaultSettings);
  expect(settingsOf({ lint: null, index: { maxFiles: -1 }, codeLens: { enabled: 'no' } })).toEqual(defaultSettings);
  expect(
    settingsOf({
      lint: { scope: 'openFiles' },
      index: { maxFiles: 20 },
      codeLens: { enabled: false },
      inlayHints: { enabled: true },
    }),
  ).toEqual({
    lint: { scope: 'openFiles' },
    index: { maxFiles: 20 },
    codeLens: { enabled: false },
    inlayHints: { enabled: true },
  });
});

test('code lenses are switched off and on again', async () => {
  const client = await start({ settings: { codeLens: { enabled: false } } });
  await expect
    .poll(() => client.registrations.map(({ method }) => method))
    .toContain('workspace/didChangeConfiguration');
  const uri = await client.open(folder(), 'main.tf', terraform());
  expect((await client.lenses(uri)).titles).toEqual([]);
  const before = client.refreshes;
  await client.configure({ codeLens: { enabled: true } });
  await expect.poll(() => client.refreshes).toBeGreaterThan(before);
  await expect.poll(async () => (await client.lenses(uri)).titles).toEqual(['"web" internet: 22']);
  await client.end();
});

test('a client that is not asked for its settings sends them', async () => {
  const client = await start();
  const uri = await client.open(folder(), 'main.tf', terraform());
  expect((await client.lenses(uri)).titles).toEqual(['"web" internet: 22']);
  await client.configure({ codeLens: { enabled: false } }, { sent: true });
  expect((await client.lenses(uri)).titles).toEqual([]);
  await client.end();
});

test('the page of a rule is where the client has it, else on the web', () => {
  const own = rulePages({ rulePage: 'command:portguard.openRule?%5B%22{rule}%22%5D' }, 'en');
  expect(own('tls/http-listener')).toBe('command:portguard.openRule?%5B%22tls%2Fhttp-listener%22%5D');
  for (const options of [undefined, null, 3, {}, { rulePage: 'https://example.com/' }]) {
    expect(rulePages(options, 'en')('tls/http-listener')).toMatch(/^https:.*\/docs\/rules\/tls\/http-listener\.md$/);
    expect(rulePages(options, 'zh')('tls/http-listener')).toMatch(/\/docs\/rules\/zh-CN\/tls\/http-listener\.md$/);
  }
});
