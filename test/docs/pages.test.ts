import { expect, test } from 'vitest';
import { builtInChecks } from '../../core/config/built-in.ts';
import { rules } from '../../core/rules/index.ts';
import { pageOf, pages } from '../../core/rules/page.ts';
import type { Rule } from '../../core/rules/rule.ts';

const rule: Rule = {
  id: 'exposure/example',
  severity: 'warning',
  recommended: false,
  title: { en: 'A | title', zh: '标题' },
  description: { en: 'What it is.', zh: '是什么。' },
  remedy: { en: 'Do this.', zh: '这样做。' },
  references: ['https://example.com/a'],
  bad: [{ language: 'terraform', code: 'a = 1\n' }],
  good: [{ language: 'ros', code: '{"a": 2}' }],
  options: { most: 100 },
  check: () => {},
};

test('a page says what the rule says', () => {
  expect(pageOf(rule, 'en')).toBe(`# exposure/example

**A | title**

Severity: warning · off by default

What it is.

## What to do

Do this.

## Reported

\`\`\`hcl
a = 1
\`\`\`

## Not reported

\`\`\`json
{"a": 2}
\`\`\`

## Options

In \`.portguard.yaml\`, with their defaults:

\`\`\`yaml
rules:
  exposure/example:
    severity: warning
    most: 100
\`\`\`

## Accept one finding

Write the reason on the line above. Above the first line of a resource it covers the whole resource.

\`\`\`yaml
# portguard:ignore exposure/example -- why this is accepted
\`\`\`

## References

- <https://example.com/a>
`);
  expect(pageOf(rule, 'zh')).toContain('级别：警告（warning） · 默认关闭');
});

test('the list names every rule and check once, and every link leads to a page', () => {
  const all = pages([...rules, rule], builtInChecks);
  for (const folder of ['docs/rules/', 'docs/rules/zh-CN/']) {
    const list = all.get(`${folder}README.md`) ?? '';
    const links = [...list.matchAll(/^\| \[[^\]]+\]\(([^)]+)\)/gm)].map((match) => `${folder}${match[1]}`);
    expect(new Set(links).size).toBe(rules.length + 1 + builtInChecks.length);
    for (const link of links) expect(all.has(link), link).toBe(true);
  }
  expect(all.get('docs/rules/README.md')).toContain(
    '| [exposure/example](exposure/example.md) | warning |  | A \\| title |',
  );
});
