/** Ours beside Terraform's: the expressions whose answers differ. */

import { alone } from '../../../../../core/dialects/surroundings.ts';
import { numberJson, openConsole } from '../../../../../core/dialects/terraform/console.ts';
import { SourceText } from '../../../../../core/text/source.ts';
import { answerOf } from '../../../../../core/values/answer.ts';
import { context } from './grammar.ts';
import { askTerraform, type Reply } from './oracle.ts';

export interface Difference {
  readonly expression: string;
  readonly terraform: Reply;
  readonly ours: Reply;
}

export function differences(expressions: readonly string[]): Difference[] {
  const theirs = askTerraform(context, expressions);
  const console = openConsole([new SourceText('main.tf', context)], alone);
  return expressions.flatMap((expression, i) => {
    const terraform = theirs[i] ?? 'unknown';
    const asked = console.evaluate(`jsonencode([${expression}])`);
    const ours = 'syntax' in asked ? 'refused' : replyOf(answerOf(asked, numberJson));
    return ours === terraform ? [] : [{ expression, terraform, ours }];
  });
}

function replyOf(answer: ReturnType<typeof answerOf>): Reply {
  if (answer.kind === 'value') return JSON.parse(answer.json) as string;
  return answer.kind === 'error' ? 'refused' : 'unknown';
}
