/** Which language the command line speaks: `--language`, else the environment's. */
import type { Language } from '../core/text/message.ts';

/** As people write them. */
export const languageNames: Readonly<Record<string, Language>> = { en: 'en', 'zh-CN': 'zh', zh: 'zh' };

/** Looks for `--language` before the options are parsed, so that even their errors come in the right language. */
export function languageOf(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Language {
  return chosenLanguage(argv) ?? environmentLanguage(env);
}

export function chosenLanguage(argv: readonly string[]): Language | undefined {
  for (const [index, argument] of argv.entries()) {
    if (argument === '--') return undefined;
    const name = argument === '--language' ? argv[index + 1] : /^--language=(.*)$/.exec(argument)?.[1];
    if (name !== undefined && Object.hasOwn(languageNames, name)) return languageNames[name];
  }
  return undefined;
}

/** POSIX order: LC_ALL wins over LC_MESSAGES, and that over LANG. */
function environmentLanguage(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^zh/i.test(locale) ? 'zh' : 'en';
}
