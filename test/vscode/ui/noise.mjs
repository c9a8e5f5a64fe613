// What the extension complains about, on the browser's console and in the extension host's log.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Collects a page's errors from now on. */
export function listen(page) {
  const heard = [];
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(message.text());
  });
  page.on('pageerror', (error) => heard.push(String(error)));
  return heard;
}

export const quietCases = [
  {
    title: 'the extension logs no error',
    run: ({ heard, server }) => {
      const ours = [...heard, ...logged(join(server.data, 'logs'))].filter((line) => /portguard/i.test(line));
      assert.deepEqual(ours, []);
    },
  },
];

/** Lines of error in all logs of the server: the extension host's, and those of output channels. */
function logged(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.log'))
    .flatMap((name) =>
      readFileSync(join(folder, name), 'utf8')
        .split('\n')
        .filter((line) => /\[error\]/i.test(line))
        .map((line) => `${name}: ${line}`),
    );
}
