/** A text from stdin. */
/** @param filename which file it is; a name with the ending that its content has where nobody says */
export async function readStdin(filename: string | undefined): Promise<{ filename: string; bytes: Buffer }> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  return { filename: filename ?? guessedName(bytes.toString('utf8')), bytes };
}

/** The ending decides how a text is read; the content of a nameless one tells which it would have. */
function guessedName(text: string): string {
  if (/^\s*[{[]/.test(text)) return 'stdin.json';
  const hcl = /^[ \t]*(?:resource|data|module|variable|provider|terraform|locals|output)\b[^:=\n]*\{/m;
  return hcl.test(text) ? 'stdin.tf' : 'stdin.yaml';
}
