/** Examples of rules in the two template languages. */
import type { Example } from '../rule.ts';

export { terraform } from '../exposure/examples.ts';

/** One resource of a ROS template: type and properties, the latter as lines without indentation. */
export function ros(name: string, type: string, ...properties: readonly string[]): Example {
  const lines = ["ROSTemplateFormatVersion: '2015-09-01'", 'Resources:', `  ${name}:`, `    Type: ${type}`];
  if (properties.length > 0) lines.push('    Properties:', ...properties.map((line) => `      ${line}`));
  return { language: 'ros', code: `${lines.join('\n')}\n` };
}
