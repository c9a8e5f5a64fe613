/** Names that a module uses and no file of it declares. */
import type { Text } from '../../text/message.ts';
import type { Location } from '../../text/source.ts';
import type { Value } from '../../values/value.ts';
import type { Problem } from '../unit.ts';
import { refuse } from './functions/definition.ts';
import { statically } from './traits.ts';

type Kind = 'variable' | 'local' | 'module' | 'output';

const messages: Readonly<Record<Kind, Text>> = {
  variable: {
    en: 'No file of this folder declares the variable. Declare it or correct the name',
    zh: '此目录下没有文件声明该变量。请声明它或更正名称',
  },
  local: {
    en: 'No file of this folder defines the local value. Define it or correct the name',
    zh: '此目录下没有文件定义该局部值。请定义它或更正名称',
  },
  module: {
    en: 'No file of this folder calls a module by this name. Add the call or correct the name',
    zh: '此目录下没有文件调用该名称的模块。请添加调用或更正名称',
  },
  output: {
    en: 'The module has no output of this name. Declare it there or correct the name',
    zh: '该模块没有这个名称的输出。请在模块中声明它或更正名称',
  },
};

/**
 * Snippets leave declarations out; only where the module declares `others` of its kind is a missing one a mistake, and
 * only where no broken text may have hidden it.
 */
export function undeclared(
  module: { readonly complete: boolean; report(problem: Problem): void },
  kind: Kind,
  subject: string,
  others: boolean,
  at: Location,
): Value {
  if (module.complete && others) {
    const { en, zh } = messages[kind];
    const message = { en: `${en}: ${subject}`, zh: `${zh}：${subject}` };
    module.report({ rule: 'syntax/reference', severity: 'warning', at, message });
  }
  return statically(refuse(subject, at));
}
