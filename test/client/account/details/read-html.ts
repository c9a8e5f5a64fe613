/** HTML as a strict reader has it: everything that is opened is closed, every mark that is no tag is an entity. */

export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** With that of its children. */
  readonly text: string;
}

const empty = new Set(['meta', 'br', '!doctype']);

interface Open {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

export function readHtml(html: string): Element {
  const root: Open = { tag: '', attributes: {}, children: [], text: '' };
  const stack = [root];
  for (const [token] of html.matchAll(/<[^>]*>|[^<]+/g)) {
    const top = stack.at(-1) as Open;
    if (!token.startsWith('<')) {
      if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(token)) throw new Error(`no entity: ${token}`);
      top.text += plain(token);
    } else if (token.startsWith('</')) {
      const { children, text, ...rest } = stack.pop() as Open;
      if (token !== `</${rest.tag}>`) throw new Error(`${token} closes <${rest.tag}>`);
      const parent = stack.at(-1) as Open;
      parent.children.push({ ...rest, children, text });
      parent.text += text;
    } else {
      const [, name = '', written = ''] = /^<([!a-z][a-z0-9]*)(.*)>$/is.exec(token) ?? [];
      const tag = name.toLowerCase();
      if (tag === '') throw new Error(`no tag: ${token}`);
      const attributes = Object.fromEntries(
        [...written.matchAll(/([a-z-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, plain(value)]),
      );
      if (empty.has(tag)) {
        if (tag === 'br') top.text += '\n';
        top.children.push({ tag, attributes, children: [], text: '' });
      } else stack.push({ tag, attributes, children: [], text: '' });
    }
  }
  if (stack.length !== 1) throw new Error(`not closed: ${stack.map(({ tag }) => tag)}`);
  return root;
}

function plain(text: string): string {
  const marks: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => marks[name] as string);
}

/** All elements of a tag, in the order of the text. */
export function all(element: Element, tag: string): readonly Element[] {
  return [...(element.tag === tag ? [element] : []), ...element.children.flatMap((child) => all(child, tag))];
}

/** The rows of the table that has a caption, cell by cell; the first one are its heads. */
export function rowsOf(page: Element, caption: string): readonly (readonly string[])[] {
  const table = all(page, 'table').find((one) => all(one, 'caption')[0]?.text === caption);
  if (!table) throw new Error(`no table ${caption}: ${all(page, 'caption').map(({ text }) => text)}`);
  return all(table, 'tr').map(({ children }) => children.map(({ text }) => text));
}

/** What a link of the page runs, with its argument. */
export function commandOf(link: Element): readonly [command: string, argument: unknown] | undefined {
  const [, command, args] = /^command:([\w.]+)\?(.*)$/.exec(link.attributes.href ?? '') ?? [];
  return command && args ? [command, JSON.parse(decodeURIComponent(args))[0]] : undefined;
}
