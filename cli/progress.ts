/** A line on stderr that says how far a long run is. */
import type { Language, Text } from '../core/text/message.ts';

export interface Progress {
  step(folder: string, files: number): void;
  show(text: Text): void;
  /** Takes the line away. */
  end(): void;
}

/** Short runs stay silent: the line appears after a second, and changes ten times a second at most. */
export function progress(enabled: boolean, language: Language): Progress {
  const began = Date.now();
  let last = 0;
  const show = (text: Text): void => {
    const now = Date.now();
    if (!enabled || now - began < 1000 || now - last < 100) return;
    last = now;
    const width = process.stderr.columns ?? 80;
    const words = text[language];
    process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${words.slice(0, width - 1)}` : `${words}\n`);
  };
  return {
    show,
    step: (folder, files) => show({ en: `${files} files … ${folder}`, zh: `${files} 个文件 … ${folder}` }),
    end() {
      if (last > 0 && process.stderr.isTTY) process.stderr.write('\r\x1b[K');
    },
  };
}
