/** Reading a command's options from a table that is also its help. */
import { parseArgs } from 'node:util';
import { didYouMean } from '../core/config/nearest.ts';
import type { Text } from '../core/text/message.ts';

export interface OptionSpec {
  /** What stands for the value in the help; an option without it is a switch. */
  readonly value?: string;
  readonly short?: string;
  readonly help: Text;
}

export type OptionTable = Readonly<Record<string, OptionSpec>>;

export interface Arguments<T extends OptionTable> {
  /** In the order written. */
  readonly options: readonly { readonly name: keyof T & string; readonly value: string | undefined }[];
  readonly positionals: readonly string[];
}

/** Options in order, or what is wrong with them. `table` names every option that the command takes. */
export function readArguments<T extends OptionTable>(argv: readonly string[], table: T): Arguments<T> | Text {
  const specs = Object.entries<OptionSpec>(table);
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      specs.map(([name, { value, short }]) => [
        name,
        { type: value === undefined ? ('boolean' as const) : ('string' as const), ...(short ? { short } : {}) },
      ]),
    ),
    // Not strict: Node's own messages are English and do not say what was meant.
    strict: false,
    tokens: true,
  });
  const options: { name: keyof T & string; value: string | undefined }[] = [];
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const spec = Object.hasOwn(table, token.name) ? table[token.name] : undefined;
    if (!spec) return unknownOption(token.rawName, Object.keys(table));
    if (spec.value === undefined && token.value !== undefined) {
      return { en: `${token.rawName} takes no value.`, zh: `选项 ${token.rawName} 不带值。` };
    }
    if (spec.value !== undefined && (token.value === undefined || (!token.inlineValue && /^-./.test(token.value)))) {
      return {
        en: `${token.rawName} needs a value: ${token.rawName} ${spec.value}.`,
        zh: `选项 ${token.rawName} 需要一个值：${token.rawName} ${spec.value}。`,
      };
    }
    options.push({ name: token.name, value: token.value });
  }
  return { options, positionals };
}

export function isUsageProblem<T extends OptionTable>(read: Arguments<T> | Text): read is Text {
  return 'en' in read;
}

export function has<T extends OptionTable>({ options }: Arguments<T>, name: keyof T & string): boolean {
  return options.some((option) => option.name === name);
}

export function lastValue<T extends OptionTable>(read: Arguments<T>, name: keyof T & string): string | undefined {
  return allValues(read, name).at(-1);
}

export function allValues<T extends OptionTable>({ options }: Arguments<T>, name: keyof T & string): string[] {
  return options.flatMap((option) => (option.name === name && option.value !== undefined ? [option.value] : []));
}

/** A problem when a word is none of those that an option takes. */
export function wordProblem(option: string, word: string, words: readonly string[]): Text | undefined {
  if (words.includes(word)) return undefined;
  const guess = didYouMean(word, words);
  return {
    en: `--${option} must be one of: ${words.join(', ')}.${guess.en}`,
    zh: `--${option} 应为以下之一：${words.join('、')}。${guess.zh}`,
  };
}

function unknownOption(written: string, names: readonly string[]): Text {
  const guess = didYouMean(
    written,
    names.map((name) => `--${name}`),
  );
  return {
    en: `Unknown option ${written}.${guess.en} "--help" lists them all.`,
    zh: `未知的选项 ${written}。${guess.zh}可用“--help”查看全部选项。`,
  };
}
