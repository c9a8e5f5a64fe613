import { createInterface } from 'node:readline/promises';
import type { Text } from '../../core/text/message.ts';
import type { Console } from '../terminal.ts';

export const notConfirmed: Text = {
  en: 'Nothing was done: nobody is here to be asked. Look at the plan, then repeat with --yes.',
  zh: '未做任何变更：当前无法询问。请先查看计划，再加 --yes 重新执行。',
};

/** Whether a person says yes; `undefined` where there is nobody to be asked. */
export async function confirmed(place: Text, { language }: Console): Promise<boolean | undefined> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  const ask = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const question = { en: `${place.en}. Do it? [y/N] `, zh: `${place.zh}。是否执行？[y/N] ` }[language];
    // Ctrl+C and Ctrl+D close it without an answer.
    const closed = new Promise<string>((resolve) => ask.once('close', () => resolve('')));
    const answer = await Promise.race([ask.question(question), closed]);
    return /^(?:y|yes|是)$/i.test(answer.trim());
  } finally {
    ask.close();
  }
}
