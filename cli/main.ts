/**
 * `portguard`: finds the command and hands over. A command's code is loaded when it is called, so that `--version`
 * costs no more than Node itself. Reports go to stdout, everything else to stderr.
 */
import { didYouMean } from '../core/config/nearest.ts';
import type { Text } from '../core/text/message.ts';
import { generalHelp } from './help.ts';
import { languageOf } from './language.ts';
import type { Console } from './terminal.ts';
import { version } from './version.ts';

/** What a command answers with. 0: clean; 1: findings; 2: bad usage, bad configuration, internal error. */
export type ExitStatus = 0 | 1 | 2;

export interface CommandModule {
  run(argv: readonly string[], console: Console): ExitStatus | Promise<ExitStatus>;
}

export const commands: Readonly<Record<string, () => Promise<CommandModule>>> = {
  lint: () => import('./commands/lint.ts'),
  fix: () => import('./commands/fix.ts'),
  exposure: () => import('./commands/exposure.ts'),
  diff: () => import('./commands/diff.ts'),
  drift: () => import('./commands/drift.ts'),
  snapshot: () => import('./commands/snapshot.ts'),
  cloud: () => import('./commands/cloud.ts'),
  rules: () => import('./commands/rules.ts'),
  explain: () => import('./commands/explain.ts'),
  console: () => import('./commands/console.ts'),
  lsp: () => import('./commands/lsp.ts'),
  init: () => import('./commands/init.ts'),
};

async function main(argv: readonly string[]): Promise<ExitStatus> {
  const language = languageOf(argv, process.env);
  const console: Console = {
    language,
    out: (text) => void process.stdout.write(text),
    error: (text: Text | string) => {
      process.stderr.write(`portguard: ${typeof text === 'string' ? text : text[language]}\n`);
    },
  };
  const [name, ...rest] = argv;
  if (name === '--version' || name === '-v') {
    console.out(`${version()}\n`);
    return 0;
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    console.out(generalHelp(language));
    return 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    const guess = didYouMean(name, Object.keys(commands));
    const instead = guess.en === '' ? `portguard lint ${name}` : 'portguard --help';
    console.error({
      en: `"${name}" is no command.${guess.en} See "${instead}".`,
      zh: `没有命令“${name}”。${guess.zh}请参阅“${instead}”。`,
    });
    return 2;
  }
  const command = await load();
  return command.run(rest, console);
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // `portguard lint | head`: the reader has seen enough.
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`portguard: internal error / 内部错误\n${detail}\n`);
    process.exitCode = 2;
  },
);
