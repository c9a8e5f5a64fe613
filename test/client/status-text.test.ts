import { expect, test } from 'vitest';
import { statusText } from '../../client/status/text.ts';
import { t } from './translate.ts';

const none = { errors: 0, warnings: 0, infos: 0 };

test('counts are told with their kinds, and those that are none left out', () => {
  expect(statusText('running', false, { errors: 2, warnings: 0, infos: 1 }, t).text).toBe('2 errors, 1 info');
  expect(statusText('running', false, { errors: 1, warnings: 1, infos: 0 }, t).text).toBe('1 error, 1 warning');
  expect(statusText('running', false, none, t).text).toBe('No findings');
});

test('work that goes on is shown as such', () => {
  expect(statusText('running', true, none, t)).toMatchObject({ busy: true, detail: 'Reading the workspace' });
  expect(statusText('starting', false, none, t).busy).toBe(true);
});

test('only a server that does not run asks for a person', () => {
  const failures = (['idle', 'starting', 'running', 'failed'] as const).map((state) => {
    return statusText(state, false, none, t).isFailure;
  });
  expect(failures).toEqual([false, false, false, true]);
});
