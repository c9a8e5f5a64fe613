/** Pages are used by eye, by ear and by keyboard, and show names that anybody may have given. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { pageCommands } from '../../../../client/account/page-links.ts';
import type { Translate } from '../../../../client/translate.ts';
import { htmlOf, ids, pageOf, withGroup } from './pages.ts';
import { all, commandOf, type Element, readHtml } from './read-html.ts';

const bundle = JSON.parse(readFileSync('l10n/bundle.l10n.zh-cn.json', 'utf8')) as Record<string, string>;
const chinese: Translate = (message, ...args) =>
  (bundle[message] as string).replace(/\{(\d+)\}/g, (_, index) => String(args[Number(index)]));

const cases = [
  { title: 'a group', place: { id: ids.web }, given: {} },
  {
    title: 'a group with an idle rule, in Chinese',
    place: { id: ids.erp },
    given: { language: 'zh', translate: chinese },
  },
  { title: 'a group that has nothing', place: { id: ids.unused }, given: {} },
  { title: 'an instance', place: { id: 'i-bp1legacy0000000001', kind: 'instance' }, given: {} },
  { title: 'what is not there', place: { id: 'sg-gone' }, given: {} },
] as const;

describe.each(cases)('$title', ({ place, given }) => {
  const read = (): Promise<Element> => pageOf(place, given);

  test('says its language, has one main part and one first heading, and no level is left out', async () => {
    const page = await read();
    const [root] = all(page, 'html');
    expect(root?.attributes.lang).toBe('language' in given ? 'zh-CN' : 'en');
    expect(all(page, 'main')).toHaveLength(1);
    expect(all(page, 'h1')).toHaveLength(1);
    expect(all(page, 'title')[0]?.text).toBe(all(page, 'h1')[0]?.text);
    expect(all(page, 'h3')).toEqual([]);
  });

  test('every part is named by its heading, every link within the page leads somewhere, ids are unique', async () => {
    const page = await read();
    const found = idsIn(page);
    expect(new Set(found).size).toBe(found.length);
    for (const section of all(page, 'section')) {
      expect(all(section, 'h2')[0]?.attributes.id).toBe(section.attributes['aria-labelledby']);
    }
    for (const { attributes } of all(page, 'a')) {
      if (attributes.href?.startsWith('#')) expect(found).toContain(attributes.href.slice(1));
    }
  });

  test('tables have a caption, heads with a scope, and rows of one length', async () => {
    for (const table of all(await read(), 'table')) {
      expect(all(table, 'caption')[0]?.text).not.toBe('');
      const [head, ...rows] = all(table, 'tr');
      expect(head?.children.every(({ tag, attributes }) => tag === 'th' && attributes.scope === 'col')).toBe(true);
      expect(head?.children.every(({ text }) => text !== '')).toBe(true);
      for (const { children } of rows) {
        expect(children).toHaveLength(head?.children.length ?? 0);
        expect(children[0]).toMatchObject({ tag: 'th', attributes: { scope: 'row' } });
        expect(children[0]?.text).not.toBe('');
      }
    }
  });

  test('links have words, and run nothing but what the editor allows them to', async () => {
    for (const link of all(await read(), 'a')) {
      expect(link.text.trim()).not.toBe('');
      if (link.attributes.href?.startsWith('#')) continue;
      expect(pageCommands).toContain(commandOf(link)?.[0]);
    }
  });

  test('it runs nothing and loads nothing: the policy allows its one style', async () => {
    const page = await read();
    const style = all(page, 'style')[0]?.text ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    const policy = all(page, 'meta').find(({ attributes }) => attributes['http-equiv'])?.attributes.content;
    expect(policy).toBe(`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`);
    for (const tag of ['script', 'img', 'iframe', 'link', 'button', 'input', 'form', 'object', 'svg']) {
      expect(all(page, tag), tag).toEqual([]);
    }
    // Colours are the theme's, in every theme.
    expect(style.match(/#[0-9a-f]{3,8}\b|rgb|hsl/gi)).toBeNull();
  });
});

test('in Chinese every word of ours is Chinese', async () => {
  const page = await pageOf({ id: ids.erp }, { language: 'zh', translate: chinese });
  const ours = ['h2', 'caption', 'dt'].flatMap((tag) => all(page, tag));
  const heads = all(page, 'thead').flatMap((head) => all(head, 'th'));
  for (const { text } of [...ours, ...heads]) if (text !== 'VPC') expect(text).toMatch(/[\u4e00-\u9fff]/);
});

test('hostile names stay text: no tag, no attribute and no command comes from them', async () => {
  const names = [
    '<img src=x onerror=alert(1)>',
    '"><a href="command:workbench.action.quit">x</a>',
    "' onmouseover='alert(1)",
    ']]></style></title><script>alert(1)</script>',
    '&lt;b&gt; <!-- ',
    '\u202egnp.exe\u2066\u0000\u001b[31m',
    '\u05d0\u05d1 (sg-1)',
    'PLACE OF THE STYLE $& $1 ${x}',
  ];
  const change = (name: string) =>
    withGroup(ids.redis, (group) => ({
      ...group,
      name,
      description: name,
      rules: (group.rules ?? []).map((rule) => ({ ...rule, id: name, description: name, sourcePortRange: name })),
    }));
  const shape = ({ tag, attributes, children }: Element): string =>
    `${tag}(${Object.keys(attributes)})[${children.map(shape)}]`;
  const expected = shape(await pageOf({ id: ids.redis }, { snapshot: change('plain') }));
  for (const name of names) {
    const page = await pageOf({ id: ids.redis }, { snapshot: change(name) });
    expect(shape(page)).toBe(expected);
    const commands = all(page, 'a').flatMap((link) => commandOf(link)?.[0] ?? []);
    expect(commands.every((command) => (pageCommands as readonly string[]).includes(command))).toBe(true);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(page.text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\x00\x1b]/);
  }
  const page = await pageOf({ id: ids.redis }, { snapshot: change(names[0] as string) });
  expect(all(page, 'h1')[0]?.text).toBe(names[0]);
});

test('ids of the account do not become anchors', async () => {
  const html = await htmlOf({ id: ids.redis });
  expect(idsIn(readHtml(html)).every((id) => /^[a-z]+(-title|-\d+)?$/.test(id))).toBe(true);
});

function idsIn(element: Element): readonly string[] {
  const { id } = element.attributes;
  return [...(id === undefined ? [] : [id]), ...element.children.flatMap(idsIn)];
}
