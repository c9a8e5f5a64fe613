/** Times in the editor's language: of today by the hour, others with their date. */
import { env } from 'vscode';

export function timeText(time: number): string {
  const date = new Date(time);
  if (Number.isNaN(time)) return '';
  const hour = { hour: '2-digit', minute: '2-digit' } as const;
  const isToday = date.toDateString() === new Date().toDateString();
  return date.toLocaleString(env.language, isToday ? hour : { month: 'short', day: 'numeric', ...hour });
}
