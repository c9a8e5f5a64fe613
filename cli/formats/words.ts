/** Words that several formats say. */
import type { Language, Text } from '../../core/text/message.ts';
import type { ReportedFinding, Summary } from '../report.ts';

export const severityWords: Readonly<Record<ReportedFinding['severity'], Text>> = {
  error: { en: 'error', zh: '错误' },
  warning: { en: 'warning', zh: '警告' },
  info: { en: 'info', zh: '提示' },
};

/** The message, marked where the finding is only possible. */
export function messageOf(
  { message, certainty }: Pick<ReportedFinding, 'message' | 'certainty'>,
  language: Language,
): string {
  const text = message[language];
  return certainty === 'certain' ? text : `${text}${{ en: ' (possible)', zh: '（可能）' }[language]}`;
}

/** `✖ 12 problems (3 errors, 9 warnings, 0 info) in 4 files · 31 files linted · …` */
export function summaryLine(summary: Summary, language: Language): string {
  const { findings, errors, warnings, infos, files, linted, unresolved, suppressed } = summary;
  const parts =
    language === 'zh'
      ? [
          findings === 0
            ? linted === 0
              ? '没有检查任何文件'
              : '✔ 没有问题'
            : `✖ ${findings} 个问题（${errors} 个错误，${warnings} 个警告，${infos} 个提示），涉及 ${files} 个文件`,
          findings === 0 && linted === 0 ? '' : `已检查 ${linted} 个文件`,
          unresolved > 0 ? `${unresolved} 个值无法确定` : '',
          suppressed > 0 ? `已忽略 ${suppressed} 个问题` : '',
        ]
      : [
          findings === 0
            ? linted === 0
              ? 'no file was linted'
              : '✔ no problems'
            : `✖ ${many(findings, 'problem')} (${many(errors, 'error')}, ${many(warnings, 'warning')}, ${infos} info) in ${many(files, 'file')}`,
          findings === 0 && linted === 0 ? '' : `${many(linted, 'file')} linted`,
          unresolved > 0 ? `${many(unresolved, 'value')} unresolved` : '',
          suppressed > 0 ? `${suppressed} suppressed` : '',
        ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** `1 file`, `2 files`. */
export function many(count: number, noun: string, nouns = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : nouns}`;
}
