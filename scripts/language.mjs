// The language that these scripts speak with a person, by the environment as in cli/language.ts.

/** Whether the terminal's language is Chinese. */
export function isChinese() {
  return /^zh/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '');
}

/** @param {{ en: string, zh: string }} text */
export function said(text) {
  return isChinese() ? text.zh : text.en;
}
