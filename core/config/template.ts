/** The commented configuration to start from: `portguard init` and the editor write it. */
import type { Text } from '../text/message.ts';

export const configTemplate: Text = {
  en: `# PortGuard's configuration; it counts for this folder and those below it.

# Ports that may face the internet: numbers, or ranges such as "8000/8010".
publicPorts: [80, 443]

# Networks of your own, by name; fixes offer them instead of 0.0.0.0/0.
networks: {}
#  office: [203.0.113.0/24]

# Which rules run: recommended, all, or topics such as tls.
packs: [recommended]

# A severity (off, info, warning, error) for a rule or a topic; "portguard rules" lists them.
rules: {}
#  tls/*: error
#  suppression/unused: off

# The severity from which the exit status is 1: error, warning, info or never.
failOn: error

# What is left out, in the syntax of .gitignore.
ignore: []
`,
  zh: `# PortGuard 的配置，对本目录及其子目录生效。

# 允许面向公网的端口：数字，或 "8000/8010" 这样的范围。
publicPorts: [80, 443]

# 您自己的网络及其名称；修复时可用它们代替 0.0.0.0/0。
networks: {}
#  office: [203.0.113.0/24]

# 启用哪些规则：recommended、all，或 tls 这样的主题。
packs: [recommended]

# 为规则或主题设置级别（off、info、warning、error）；可用“portguard rules”列出规则。
rules: {}
#  tls/*: error
#  suppression/unused: off

# 从哪个级别起退出码为 1：error、warning、info 或 never。
failOn: error

# 不检查的文件，语法与 .gitignore 相同。
ignore: []

# 提示的语言：en 或 zh-CN。
language: zh-CN
`,
};
