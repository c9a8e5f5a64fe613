/** Help texts: general, and per command from its table of options. */
import type { Language, Text } from '../core/text/message.ts';
import type { OptionTable } from './arguments.ts';

const general: Text = {
  en: `PortGuard finds risky open ports and missing TLS in ROS templates, Terraform (alicloud)
and Kubernetes manifests for Alibaba Cloud.

Usage: portguard COMMAND [options]

Commands:
  lint [PATH…]     Check files and folders (the current folder where none is named)
  fix [PATH…]      Mend what can be mended without a person's look; --dry-run shows it
  exposure [PATH…] Say who can reach which port, and through what
  diff BASE [HEAD] Say what a change opens that was closed before
  drift [PATH…]    Say where security groups of an account differ from the templates
  snapshot         Read a live account into a file that the other commands take
  cloud            Change rules of a live account: plan, apply, undo
  rules            List all rules
  explain RULE     Say what a rule means and what to do
  console [DIR]    Say what expressions are worth in a Terraform module or ROS template
  lsp              Run the language server, for editors
  init             Write a commented .portguard.yaml into the current folder

Options:
  -h, --help       Show help; "portguard COMMAND --help" for a command's options
  -v, --version    Show the version
      --language   en or zh-CN (default: from LC_ALL, LC_MESSAGES or LANG)

Exit status: 0 clean, 1 findings at or above --fail-on, 2 bad usage, bad configuration or internal error.
`,
  zh: `PortGuard 检查阿里云 ROS 模板、Terraform（alicloud）与 Kubernetes 清单中
有风险的开放端口和缺失的 TLS。

用法：portguard 命令 [选项]

命令：
  lint [路径…]     检查文件与目录（未指定时为当前目录）
  fix [路径…]      修复无需人工判断的问题；--dry-run 仅显示
  exposure [路径…] 列出谁可以经由什么访问哪个端口
  diff BASE [HEAD] 列出改动新开放了什么
  drift [路径…]    列出账号中的安全组与模板的差异
  snapshot         把线上账号读取为文件，供其他命令使用
  cloud            变更线上账号的安全组规则：计划、执行、撤销
  rules            列出全部规则
  explain 规则     说明规则的含义与处理办法
  console [目录]   给出表达式在 Terraform 模块或 ROS 模板中的值
  lsp              运行语言服务器，供编辑器使用
  init             在当前目录写入带注释的 .portguard.yaml

选项：
  -h, --help       显示帮助；“portguard 命令 --help”显示该命令的选项
  -v, --version    显示版本
      --language   en 或 zh-CN（默认取自 LC_ALL、LC_MESSAGES 或 LANG）

退出码：0 无问题，1 存在达到 --fail-on 级别的问题，2 用法错误、配置错误或内部错误。
`,
};

export function generalHelp(language: Language): string {
  return general[language];
}

/** A command's help: its usage line, what it does, its options. */
export function commandHelp(usage: string, what: Text, options: OptionTable, language: Language): string {
  const rows = Object.entries(options).map(([name, { short, value, help }]): [string, string] => [
    `${short ? `-${short}, ` : '    '}--${name}${value ? ` ${value}` : ''}`,
    help[language],
  ]);
  const width = Math.max(...rows.map(([left]) => left.length));
  const lines = rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
  const [usageWord, optionsWord] = language === 'zh' ? ['用法：', '选项：'] : ['Usage: ', 'Options:'];
  return `${usageWord}${usage}\n\n${what[language]}\n\n${optionsWord}\n${lines.join('\n')}\n`;
}
