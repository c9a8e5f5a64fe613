/** From a file's bytes to its text, or to the finding that says why there is none. Nothing here throws. */
import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import type { Finding } from '../core/lint.ts';
import type { Text } from '../core/text/message.ts';
import { SourceText } from '../core/text/source.ts';

export interface ReadFile {
  /** Undefined when there is nothing to lint. */
  readonly source: SourceText | undefined;
  /** Why not, or what is odd about the text. */
  readonly finding: Finding | undefined;
}

export interface ReadOptions {
  /** In bytes. */
  readonly limit: number;
  /** Named on the command line: a binary file is then worth a finding. */
  readonly named: boolean;
}

/** `shown` is the path as reports show it, with `/`. */
export function readSource(path: string, shown: string, { limit, named }: ReadOptions): ReadFile {
  try {
    const { size } = statSync(path);
    if (size > limit && !isSnapshot(path)) return { source: undefined, finding: tooLarge(shown, size, limit) };
    return decode(readFileSync(path), shown, named);
  } catch (error) {
    return { source: undefined, finding: unreadable(shown, error) };
  }
}

/** A snapshot of an account is as large as the account, and nobody has one by accident. */
function isSnapshot(path: string): boolean {
  if (!path.endsWith('.json')) return false;
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(64);
    readSync(file, start);
    return start.toString('latin1').includes('"portguardSnapshot"');
  } finally {
    closeSync(file);
  }
}

/**
 * UTF-8 with or without byte order mark, and UTF-16 with one. The mark is no part of the text, so that columns are
 * those of an editor.
 */
export function decode(bytes: Buffer, shown: string, named: boolean): ReadFile {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return textOf(shown, bytes.subarray(2).toString('utf16le'));
  if (first === 0xfe && second === 0xff) {
    const even = Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)));
    return textOf(shown, even.swap16().toString('utf16le'));
  }
  const content = first === 0xef && second === 0xbb && third === 0xbf ? bytes.subarray(3) : bytes;
  // Git's own test for binary files.
  if (content.subarray(0, 8000).includes(0)) {
    return { source: undefined, finding: named ? notText(shown, isPlan(content)) : undefined };
  }
  const read = textOf(shown, content.toString('utf8'));
  return isUtf8(content) || !read.source ? read : { ...read, finding: notUtf8(read.source) };
}

function textOf(shown: string, text: string): ReadFile {
  return { source: new SourceText(shown, text), finding: undefined };
}

function fileFinding(rule: string, severity: Finding['severity'], shown: string, message: Text): Finding {
  const at = { source: new SourceText(shown, ''), start: 0, end: 0 };
  return { rule, severity, certainty: 'certain', message, at, related: [] };
}

export function tooLarge(shown: string, size: number, limit: number): Finding {
  const [has, may] = [size, limit].map((bytes) => `${(bytes / 1e6).toFixed(1)} MB`);
  return fileFinding('syntax/too-large', 'info', shown, {
    en: `Not checked: the file has ${has}, the limit is ${may}. Raise it with --max-file-size, or ignore the file.`,
    zh: `未检查：文件大小为 ${has}，上限为 ${may}。请用 --max-file-size 提高上限，或忽略该文件。`,
  });
}

/** Terraform's plan files are zip archives whose first entry is `tfplan`. */
function isPlan(content: Buffer): boolean {
  return (
    content.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004')) &&
    content.subarray(30, 36).equals(Buffer.from('tfplan'))
  );
}

function notText(shown: string, isPlanFile: boolean): Finding {
  const message = isPlanFile
    ? {
        en: `Not checked: this is a binary plan. Run \`terraform show -json ${shown} > plan.json\` and name plan.json.`,
        zh: `未检查：这是二进制的计划文件。请运行 \`terraform show -json ${shown} > plan.json\`，然后指定 plan.json。`,
      }
    : {
        en: 'Not checked: this is a binary file. Name the template itself, saved as UTF-8.',
        zh: '未检查：这是二进制文件。请指定以 UTF-8 保存的模板文件。',
      };
  return fileFinding('syntax/not-text', 'error', shown, message);
}

function notUtf8(source: SourceText): Finding {
  const start = Math.max(0, source.text.indexOf('\ufffd'));
  return {
    rule: 'syntax/encoding',
    severity: 'warning',
    certainty: 'certain',
    message: {
      en: 'The file is not valid UTF-8 here (GBK perhaps). Save it as UTF-8.',
      zh: '此处不是合法的 UTF-8（可能是 GBK）。请将文件另存为 UTF-8。',
    },
    at: { source, start, end: start + 1 },
    related: [],
  };
}

const reasons: Readonly<Record<string, Text>> = {
  EACCES: { en: 'permission denied', zh: '没有读取权限' },
  EPERM: { en: 'permission denied', zh: '没有读取权限' },
  ENOENT: { en: 'it does not exist, or is a link to nothing', zh: '文件不存在，或是失效的链接' },
  ELOOP: { en: 'the link points to itself', zh: '链接指向自身' },
  EIO: { en: 'the disk reports an error', zh: '磁盘读取出错' },
  EMFILE: { en: 'too many files are open', zh: '打开的文件过多' },
};

/** A file or folder that the operating system does not let us read. */
export function unreadable(shown: string, error: unknown): Finding {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const reason = reasons[code] ?? { en: code, zh: code };
  return fileFinding('syntax/unreadable', 'error', shown, {
    en: `Not checked: it cannot be read (${reason.en}). Make it readable, or ignore it.`,
    zh: `未检查：无法读取（${reason.zh}）。请使其可读，或忽略它。`,
  });
}
