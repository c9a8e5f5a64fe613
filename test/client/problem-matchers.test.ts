/** The manifest's problem matchers on what the command line really writes. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lintCommandLine } from '../../client/tasks/command-line.ts';
import { bad, folder, portguard } from '../cli/portguard.ts';

interface Pattern {
  readonly regexp: string;
  readonly loop?: boolean;
  readonly [group: string]: unknown;
}

interface Matcher {
  readonly name: string;
  readonly pattern: Pattern | readonly Pattern[];
}

const { problemMatchers } = JSON.parse(readFileSync('package.json', 'utf8')).contributes as {
  problemMatchers: Matcher[];
};

const groups = ['file', 'line', 'column', 'severity', 'message', 'code'];

/** As VS Code reads it: a file's line, then lines of findings until one does not match. */
function problemsIn(name: string, output: string): Record<string, string>[] {
  const { pattern } = problemMatchers.find((matcher) => matcher.name === name) as Matcher;
  const patterns = [pattern].flat() as Pattern[];
  const problems: Record<string, string>[] = [];
  let found: Record<string, string> = {};
  let step = 0;
  for (const line of output.split('\n')) {
    let match = new RegExp((patterns[step] as Pattern).regexp).exec(line);
    if (!match && step > 0) {
      step = 0;
      match = new RegExp((patterns[0] as Pattern).regexp).exec(line);
    }
    if (!match) continue;
    const current = patterns[step] as Pattern;
    const read = Object.fromEntries(
      groups.flatMap((group) => (typeof current[group] === 'number' ? [[group, match[current[group]] ?? '']] : [])),
    );
    if (step === patterns.length - 1) problems.push({ ...found, ...read });
    else found = read;
    if (!(step === patterns.length - 1 && current.loop)) step = (step + 1) % patterns.length;
  }
  return problems;
}

const files = { 'in fra/main.tf': `${bad}${bad.replace('"open"', '"other"')}`, 'b.tf': bad };
const first = { file: 'b.tf', line: '1', column: '36', severity: 'error', code: 'open/group' };
const expected = [
  first,
  { ...first, file: 'in fra/main.tf' },
  { ...first, file: 'in fra/main.tf', line: expect.stringMatching(/^\d+$/) },
];

test.each([
  ['portguard', 'stylish', 'en', 'error'],
  ['portguard', 'stylish', 'zh-CN', '错误'],
  ['portguard-unix', 'unix', 'en', 'error'],
  ['portguard-unix', 'unix', 'zh-CN', 'error'],
])('$%s reads the format %s in %s', (matcher, format, language, severity) => {
  const { stdout } = portguard(['lint', '--format', format, '--language', language], { cwd: folder(files) });
  const problems = problemsIn(matcher, stdout);
  expect(problems).toMatchObject(expected.map((one) => ({ ...one, severity })));
  for (const { message } of problems) expect(message).toMatch(/100%$/);
});

test('the lint task writes what $portguard-unix reads', () => {
  const { args, env } = lintCommandLine({ paths: ['b.tf'], args: ['--all-rules'] }, '/x/cli.js', 'zh');
  expect(env).toEqual({ ELECTRON_RUN_AS_NODE: '1' });
  expect(args[0]).toBe('/x/cli.js');
  const { stdout, status } = portguard(args.slice(1), { cwd: folder(files) });
  expect(status).toBe(1);
  expect(problemsIn('portguard-unix', stdout)).toMatchObject([first]);
});
