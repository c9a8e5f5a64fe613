/** The language that the editor speaks, as far as PortGuard speaks it. */
import { env } from 'vscode';
import type { Language } from '../core/text/message.ts';

export function editorLanguage(): Language {
  return env.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
