/**
 * The checks that are no rules: what the readers, the command line and the suppressions report by themselves. They are
 * listed and explained like rules, and the configuration may set their severity, but they have no check of their own.
 */
import type { Rule, Severity } from '../rules/rule.ts';

export type BuiltInCheck = Pick<Rule, 'id' | 'severity' | 'title' | 'description' | 'remedy'>;

const builtIn = (
  id: string,
  severity: Severity,
  title: [en: string, zh: string],
  description: [en: string, zh: string],
  remedy: [en: string, zh: string],
): BuiltInCheck => ({
  id,
  severity,
  title: { en: title[0], zh: title[1] },
  description: { en: description[0], zh: description[1] },
  remedy: { en: remedy[0], zh: remedy[1] },
});

export const builtInChecks: readonly BuiltInCheck[] = [
  builtIn(
    'syntax/yaml',
    'error',
    ['YAML that cannot be read', '无法解析的 YAML'],
    [
      'The text is not valid YAML at this place. What stands around it is still checked.',
      '此处不是合法的 YAML。其余部分仍会检查。',
    ],
    ['Correct the text at the place that is named.', '请修正所指位置的文本。'],
  ),
  builtIn(
    'syntax/json',
    'error',
    ['JSON that cannot be read', '无法解析的 JSON'],
    [
      'The text is not valid JSON at this place. What stands around it is still checked.',
      '此处不是合法的 JSON。其余部分仍会检查。',
    ],
    ['Correct the text at the place that is named.', '请修正所指位置的文本。'],
  ),
  builtIn(
    'syntax/duplicate-key',
    'warning',
    ['Key written twice', '重复的键'],
    [
      'The same key stands twice in one mapping. YAML and JSON forbid it; tools take the last one without a word, so that the first says something that is not true.',
      '同一映射中出现了两个相同的键。YAML 与 JSON 都不允许；工具会悄悄采用最后一个，因此第一个写的内容并不生效。',
    ],
    ['Remove or rename one of the two.', '请删除或重命名其中一个。'],
  ),
  builtIn(
    'syntax/hcl',
    'error',
    ['Terraform text that cannot be read', '无法解析的 Terraform 文本'],
    [
      'The text is not valid HCL at this place. Other blocks and attributes are still checked.',
      '此处不是合法的 HCL。其余的块与参数仍会检查。',
    ],
    ['Correct the text at the place that is named.', '请修正所指位置的文本。'],
  ),
  builtIn(
    'syntax/reference',
    'error',
    ['Reference to nothing', '引用的对象不存在'],
    [
      'A parameter, variable, resource or attribute is referred to that the template does not define.',
      '引用了模板中没有定义的参数、变量、资源或属性。',
    ],
    ['Define it, or correct the name.', '请补充定义，或更正名称。'],
  ),
  builtIn(
    'syntax/limit',
    'info',
    ['Too large to be evaluated', '超出求值上限'],
    [
      'Evaluating this value would take more steps, or make more of it, than PortGuard looks at. The value counts as unknown: nothing is reported about it, and nothing is called safe.',
      '对该值求值所需的步骤或产生的数据超出了 PortGuard 的上限。该值按未知处理：既不报告问题，也不视为安全。',
    ],
    [
      'Write the value more simply, or give it in a variable file or parameter file.',
      '请简化该值的写法，或通过变量文件、参数文件给出该值。',
    ],
  ),
  builtIn(
    'syntax/kustomize',
    'info',
    ['Part of a kustomization that is not built', 'kustomization 中未构建的部分'],
    [
      'The kustomization brings in one object twice, which Kustomize refuses, or it takes in objects that are not seen here: a remote base, a Helm chart, a plugin. The objects that are known are checked; nothing is said about the others, nor about what a plugin may change.',
      '该 kustomization 重复引入了同一对象（Kustomize 会拒绝），或引入了此处无法看到的对象：远程 base、Helm chart 或插件。已知的对象照常检查；其余对象以及插件可能做出的更改不作判断。',
    ],
    [
      'Leave out what is there twice. Where objects that are not seen matter, lint what `kustomize build` writes: `kustomize build … | portguard lint --stdin --stdin-filename all.yaml`.',
      '请去掉重复的对象。若其余对象也需检查，请检查 `kustomize build` 的输出：`kustomize build … | portguard lint --stdin --stdin-filename all.yaml`。',
    ],
  ),
  builtIn(
    'syntax/helm',
    'info',
    ['Chart that cannot be rendered in full', '无法完整渲染的 Chart'],
    [
      "A chart's templates are rendered with the values that the chart itself gives, as `helm template` does, without running Helm. Something in this chart is beyond that: a template that is not at hand, a function that is not known, a template that is broken or makes too much. What it would write is not checked.",
      '会像 `helm template` 那样用 Chart 自带的值渲染模板，但并不运行 Helm。此 Chart 中有内容无法渲染：找不到的模板、未知的函数、有错误或输出过多的模板。这部分内容不会检查。',
    ],
    [
      'Fetch missing dependencies with `helm dependency build`, or correct the template. The output of `helm template` can be checked too: `helm template . | portguard lint --stdin`.',
      '请用 `helm dependency build` 获取缺少的依赖，或修正模板。也可以检查 `helm template` 的输出：`helm template . | portguard lint --stdin`。',
    ],
  ),
  builtIn(
    'syntax/cycle',
    'error',
    ['Values that refer to one another in a circle', '循环引用'],
    ['A value depends on itself, so that it can never be computed.', '某个值依赖于自身，因此永远无法求值。'],
    ['Break the circle: give one of the values without the other.', '请打破循环：让其中一个值不再依赖另一个。'],
  ),
  builtIn(
    'syntax/function',
    'error',
    ['Function used in a wrong way', '函数用法有误'],
    [
      'A function of the template language is unknown, or is called with arguments that it does not take.',
      '模板语言中没有该函数，或参数不符合要求。',
    ],
    ['Correct the name or the arguments.', '请更正函数名或参数。'],
  ),
  builtIn(
    'syntax/snapshot',
    'error',
    ['Snapshot that cannot be read', '无法读取的快照'],
    [
      'The text says that it is a snapshot of an account, but something in it is not as `portguard snapshot` writes it, or it is of another version. What is right is still checked, except in a snapshot of another version.',
      '文本声明自己是账号快照，但其中有内容与 `portguard snapshot` 写出的不符，或版本不同。除版本不同的情况外，其余部分仍会检查。',
    ],
    ['Take a new snapshot with `portguard snapshot`.', '请用 `portguard snapshot` 重新获取快照。'],
  ),
  builtIn(
    'syntax/unread',
    'warning',
    ['Part of an account that could not be read', '账号中未能读取的部分'],
    [
      'When the snapshot was taken, a region or a product could not be read. Nothing is said about it, and whatever it may lead to is called neither reachable nor unreachable.',
      '获取快照时，某个地域或产品未能读取。对其不作判断；它可能通向的资源既不视为可达，也不视为不可达。',
    ],
    [
      'Do what the message says (often: grant a read permission), and take the snapshot again.',
      '请按提示处理（通常是授予只读权限），然后重新获取快照。',
    ],
  ),
  builtIn(
    'syntax/not-text',
    'error',
    ['Not a text file', '不是文本文件'],
    [
      'A file that was named on the command line is binary. Binary files in a folder are passed over in silence.',
      '命令行中指定的文件是二进制文件。扫描目录时遇到的二进制文件会直接跳过。',
    ],
    ['Name the template itself, saved as UTF-8.', '请指定以 UTF-8 保存的模板文件本身。'],
  ),
  builtIn(
    'syntax/encoding',
    'warning',
    ['Not valid UTF-8', '不是合法的 UTF-8'],
    [
      'The file holds bytes that are not UTF-8; each is read as U+FFFD. The rest is still checked.',
      '文件含有不符合 UTF-8 的字节，已按 U+FFFD 读取。其余部分仍会检查。',
    ],
    ['Save the file as UTF-8.', '请将文件另存为 UTF-8。'],
  ),
  builtIn(
    'syntax/unreadable',
    'error',
    ['File or folder that cannot be read', '无法读取的文件或目录'],
    [
      'The operating system refuses to read it, so nothing in it was checked.',
      '操作系统拒绝读取，其中的内容未经检查。',
    ],
    [
      'Grant read permission, repair the link, or leave it out with `ignore` in .portguard.yaml.',
      '请授予读取权限、修复链接，或在 .portguard.yaml 的 `ignore` 中排除它。',
    ],
  ),
  builtIn(
    'syntax/too-large',
    'info',
    ['File too large to check', '文件过大，未检查'],
    [
      'The file is larger than the limit (5 MB unless `--max-file-size` says otherwise), so nothing in it was checked.',
      '文件超过上限（默认 5 MB，可用 `--max-file-size` 调整），其中的内容未经检查。',
    ],
    [
      'Raise the limit with `--max-file-size`, or leave the file out with `ignore` in .portguard.yaml.',
      '请用 `--max-file-size` 提高上限，或在 .portguard.yaml 的 `ignore` 中排除该文件。',
    ],
  ),
  builtIn(
    'suppression/missing-reason',
    'warning',
    ['Suppression without a reason', '忽略注释缺少理由'],
    [
      'A suppression counts only with a reason, so that a later reader knows why the finding was accepted.',
      '忽略必须写明理由才会生效，以便后来的读者知道为何接受该问题。',
    ],
    [
      'Write the reason behind two hyphens: `# portguard:ignore exposure/admin-port -- bastion host`.',
      '请在两个连字符之后写明理由：`# portguard:ignore exposure/admin-port -- 堡垒机`。',
    ],
  ),
  builtIn(
    'suppression/unused',
    'warning',
    ['Suppression of nothing', '多余的忽略'],
    [
      'The rule that is suppressed here reports nothing at this place. Reported only for rules that ran.',
      '被忽略的规则在此处没有报告任何问题。仅针对本次启用的规则报告。',
    ],
    [
      'Remove the suppression, or move it to the line above the finding.',
      '请删除该忽略，或将其移到问题所在行的上一行。',
    ],
  ),
  builtIn(
    'suppression/unknown-rule',
    'warning',
    ['Suppression of an unknown rule', '忽略了未知的规则'],
    [
      'The suppression names no rule, or one that does not exist, so it has no effect.',
      '忽略中没有写规则，或所写的规则不存在，因此不起作用。',
    ],
    ['Write the id as `portguard rules` lists it.', '请使用 `portguard rules` 列出的规则 ID。'],
  ),
];
