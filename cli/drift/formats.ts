/** Drift as text for people, as Markdown and as JSON. */

import type { Language } from '../../core/text/message.ts';
import type { Paint } from '../terminal.ts';
import type { DriftFacts } from './facts.ts';
import { driftJson } from './json.ts';
import { driftMarkdown } from './markdown.ts';
import { driftText } from './text.ts';

export const driftFormats = ['text', 'markdown', 'json'] as const;
export type DriftFormat = (typeof driftFormats)[number];

export function formatDrift(facts: DriftFacts, format: DriftFormat, language: Language, paint: Paint): string {
  switch (format) {
    case 'json':
      return driftJson(facts, language);
    case 'markdown':
      return driftMarkdown(facts, language);
    case 'text':
      return driftText(facts, language, paint);
  }
}
