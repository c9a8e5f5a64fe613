import { expect, test } from 'vitest';
import { builtInChecks } from '../../core/config/built-in.ts';
import { rules } from '../../core/rules/index.ts';
import type { ListedRule } from '../../core/rules/listed.ts';
import { start } from './client.ts';

test.each([
  ['en', 'Administration port open to the internet'],
  ['zh-cn', '管理端口对互联网开放'],
])('all rules and checks are listed in the language of the client: %s', async (locale, title) => {
  const client = await start({ locale });
  const listed = await client.connection.sendRequest<readonly ListedRule[]>('portguard/rules');
  expect(listed).toHaveLength(rules.length + builtInChecks.length);
  expect(listed.find(({ id }) => id === 'exposure/admin-port')).toEqual({
    id: 'exposure/admin-port',
    title,
    severity: 'error',
    isOn: true,
  });
  expect(listed.filter(({ isOn }) => isOn)).toHaveLength(
    rules.filter(({ recommended }) => recommended).length + builtInChecks.length,
  );
  await client.end();
});
