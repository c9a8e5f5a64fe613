/** `portguard lsp`: the language server for editors other than VS Code, in this process. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { has, isUsageProblem, type OptionTable, readArguments } from '../arguments.ts';
import { commandHelp } from '../help.ts';
import type { ExitStatus } from '../main.ts';
import type { Console } from '../terminal.ts';

const options = {
  stdio: {
    help: {
      en: 'Speak over standard input and output: the only way, and the default',
      zh: '经由标准输入输出通信（唯一且默认的方式）',
    },
  },
  clientProcessId: {
    value: 'PID',
    help: { en: 'End when this process, the editor, has ended', zh: '该进程（编辑器）结束后随之退出' },
  },
  language: {
    value: 'en|zh-CN',
    help: { en: 'Language of this help; findings follow the editor', zh: '本帮助的语言；检查结果随编辑器' },
  },
  help: { short: 'h', help: { en: 'Show this help', zh: '显示本帮助' } },
} satisfies OptionTable;

const what = {
  en: 'Runs the language server: diagnostics, hovers and code lenses for any editor that speaks LSP.',
  zh: '运行语言服务器：为支持 LSP 的编辑器提供诊断、悬停说明和 CodeLens。',
};

export function run(argv: readonly string[], console: Console): ExitStatus {
  const read = readArguments(argv, options);
  if (isUsageProblem(read)) {
    console.error(read);
    return 2;
  }
  if (has(read, 'help')) {
    console.out(commandHelp('portguard lsp [--stdio]', what, options, console.language));
    return 0;
  }
  const [unexpected] = read.positionals;
  if (unexpected !== undefined) {
    console.error({ en: `"lsp" takes no argument: ${unexpected}`, zh: `“lsp”不接受参数：${unexpected}` });
    return 2;
  }
  // The server reads the arguments of the process, and ends the process when the editor says so.
  if (!has(read, 'stdio')) process.argv.push('--stdio');
  const server = join(__dirname, 'server.js');
  if (!existsSync(server)) {
    console.error({
      en: `The language server is not installed here: ${server}`,
      zh: `此处未安装语言服务器：${server}`,
    });
    return 2;
  }
  // A room of its own, and a file of its own: the command line carries none of it. Node's import() is not for code
  // that was started from a code cache (launch.ts).
  require(server);
  return 0;
}
