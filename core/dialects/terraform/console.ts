/** What expressions are worth in a module, as `terraform console` says it, without init, credentials or network. */
import { parseHclExpression } from '../../syntax/hcl/index.ts';
import type { Text } from '../../text/message.ts';
import { SourceText } from '../../text/source.ts';
import type { Data, Value } from '../../values/value.ts';
import type { Problem } from '../unit.ts';
import { isRefused } from './calls.ts';
import { type ModuleSurroundings, openModule } from './evaluate.ts';
import { evaluate } from './expressions.ts';
import { refuse } from './functions/definition.ts';
import { isNumber, numberText } from './numbers.ts';
import { maxWork } from './scope.ts';

/** Numbers as Terraform writes them, all digits of them. */
export function numberJson(data: Data): string | undefined {
  if (!isNumber(data)) return undefined;
  return Number.isFinite(data) || typeof data === 'object' ? numberText(data) : JSON.stringify(numberText(data));
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
  const { module, problems } = openModule(files, { ...surroundings, strict: true });
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
      module.work.undeclared = false;
      const source = new SourceText(path, text);
      const value = evaluate(expression, module.scope(source));
      if (!module.work.undeclared || isRefused(value)) return value;
      return refuse('a name that is declared nowhere', { source, start: 0, end: text.length });
    },
  };
}
