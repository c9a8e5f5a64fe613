/** What expressions are worth in a module, as `terraform console` says it, without init, credentials or network. */
import { parseHclExpression } from '../../syntax/hcl/index.ts';
import type { Text } from '../../text/message.ts';
import { SourceText } from '../../text/source.ts';
import type { Known, Value } from '../../values/value.ts';
import type { Problem } from '../unit.ts';
import { type ModuleSurroundings, openModule } from './evaluate.ts';
import { evaluate } from './expressions.ts';
import { isInfinite, numberText } from './numbers/numeric.ts';
import { maxWork } from './scope.ts';
import { numberIn } from './traits.ts';

/** Numbers as Terraform writes them, all digits of them. */
export function numberJson(value: Known): string | undefined {
  const number = numberIn(value);
  if (number === undefined) return undefined;
  return isInfinite(number) ? JSON.stringify(numberText(number)) : numberText(number);
}

export interface TerraformConsole {
  /** The value of one expression; it is located in the text of the expression, and its way leads into the module. */
  evaluate(text: string): Value | { readonly syntax: Text };
  /** What is wrong with the module's own text. */
  readonly problems: readonly Problem[];
}

/** `path` names the text that is typed in, in locations. */
export function openConsole(
  files: readonly SourceText[],
  surroundings: ModuleSurroundings,
  path = 'console',
): TerraformConsole {
  const { module, problems } = openModule(files, surroundings);
  return {
    problems,
    evaluate(text) {
      const {
        expression,
        problems: [problem],
      } = parseHclExpression(text);
      if (problem) return { syntax: problem.message };
      // Each expression may cost as much as a whole module.
      module.work.left = maxWork;
      return evaluate(expression, module.scope(new SourceText(path, text)));
    },
  };
}
