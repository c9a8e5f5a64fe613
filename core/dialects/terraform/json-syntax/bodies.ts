/** JSON objects as the bodies of blocks. */
import type { DataNode, MapEntry, MapNode } from '../../../syntax/data.ts';
import type { Attribute, Block, Body, Label } from '../../../syntax/hcl/index.ts';
import { scalarText } from '../../../syntax/navigate.ts';
import type { Text } from '../../../text/message.ts';
import type { Span } from '../../../text/source.ts';
import { expressionOf } from './expressions.ts';
import { type BlockShape, dynamic, mapAttributes, nested, type Shape } from './shapes.ts';
import { type JsonText, tell } from './strings.ts';

export interface JsonFile extends JsonText {
  /** Keys of blocks: Terraform reads each of them, however often one is written. */
  readonly blockKeys: Set<number>;
  /** Properties named `//`. */
  readonly remarks: MapEntry[];
}

/** The body that one object says, or several of one list together. */
export function bodyOf(objects: readonly MapNode[], span: Span, shape: Shape, file: JsonFile): Body {
  const items = objects.flatMap((object) => itemsOf(object, shape, file));
  return { kind: 'body', start: span.start, end: span.end, items };
}

function itemsOf({ entries }: MapNode, shape: Shape, file: JsonFile): (Attribute | Block)[] {
  const items: (Attribute | Block)[] = [];
  const attributes = new Map<string, number>();
  for (const entry of entries) {
    const name = scalarText(entry.key) ?? '';
    if (name === '//') {
      file.remarks.push(entry);
      continue;
    }
    const block = blockShape(name, entry.value, shape);
    if (block) {
      file.blockKeys.add(entry.key.start);
      for (const one of blocksOf(name, entry, block, file)) items.push(one);
      continue;
    }
    // Of a key that is written twice the last one counts, as the reader of JSON says.
    const before = attributes.get(name);
    const attribute = attributeOf(name, entry, shape, file);
    if (before === undefined) attributes.set(name, items.push(attribute) - 1);
    else items[before] = attribute;
  }
  return items;
}

function blockShape(name: string, value: DataNode | undefined, shape: Shape): BlockShape | undefined {
  if (Object.hasOwn(shape.blocks, name)) return shape.blocks[name];
  if (shape.others !== 'provider' || Object.hasOwn(shape.arguments, name)) return undefined;
  if (name === 'dynamic' && (value?.kind === 'map' || value?.kind === 'sequence')) return dynamic;
  return mayBeBlock(name, value) ? { labels: 0, body: nested } : undefined;
}

/**
 * A provider's block and an attribute with an object are written alike. Both say the same to catalogues, which step
 * into the first item of a list; so all is a block but what cannot be one.
 */
function mayBeBlock(name: string, value: DataNode | undefined): boolean {
  if (value?.kind === 'map') return !mapAttributes.has(name) && value.entries.every(isNamed);
  return value?.kind === 'sequence' && value.items.length > 0 && value.items.every((item) => isObject(item));
}

function isNamed({ key }: MapEntry): boolean {
  return /^(?:[\p{ID_Start}_][\p{ID_Continue}-]*|\/\/)$/u.test(scalarText(key) ?? '');
}

function isObject(node: DataNode): node is MapNode {
  return node.kind === 'map';
}

function attributeOf(name: string, { key, value, start, end }: MapEntry, shape: Shape, file: JsonFile): Attribute {
  const strings = Object.hasOwn(shape.arguments, name) ? shape.arguments[name] : undefined;
  const others = shape.others === 'provider' ? 'template' : shape.others;
  const nameSpan = contentOf(key);
  return { kind: 'attribute', start, end, name, nameSpan, value: expressionOf(value, key, strings ?? others, file) };
}

function blocksOf(type: string, { key, value }: MapEntry, { labels, body }: BlockShape, file: JsonFile): Block[] {
  const blocks: Block[] = [];
  labelled(value, key, []);
  return blocks;

  function labelled(node: DataNode | undefined, at: Span, path: readonly Label[]): void {
    if (node === undefined || (node.kind === 'scalar' && node.value === null)) return;
    const objects = node.kind === 'sequence' ? node.items : [node];
    for (const object of objects) {
      if (object.kind !== 'map') report(object, type, file);
      else if (path.length === labels) blocks.push(block(object, object === node ? at : opening(object), path));
      else {
        for (const { key: label, value: inner } of object.entries) {
          const { start, end } = label;
          const named: Label = { kind: 'label', start, end, value: scalarText(label) ?? '', quoted: true };
          // Comments are for bodies; beside labels they would be labels.
          if (named.value !== '//') file.blockKeys.add(start);
          labelled(inner, label, [...path, named]);
        }
      }
    }
  }

  /** A block begins at its last label: the other labels and the type are those of its neighbours, too. */
  function block(object: MapNode, at: Span, path: readonly Label[]): Block {
    const typeSpan = path.length > 0 || at === key ? contentOf(key) : { start: at.start, end: at.end };
    return {
      kind: 'block',
      start: at.start,
      end: object.end,
      type,
      typeSpan,
      labels: path,
      openBrace: opening(object),
      body: bodyOf([object], object, body, file),
      closeBrace: file.text[object.end - 1] === '}' ? { start: object.end - 1, end: object.end } : undefined,
    };
  }
}

function opening({ start }: Span): Span {
  return { start, end: start + 1 };
}

function contentOf(key: DataNode): Span {
  const { start, end } = key.kind === 'scalar' ? key.content : key;
  return { start, end };
}

function report({ start, end }: Span, type: string, file: JsonFile): void {
  const message: Text = {
    en: `Terraform wants an object or a list of objects here. Write the block in braces: ${type}`,
    zh: `Terraform 在此处要求对象或对象列表。请将该块写在花括号中：${type}`,
  };
  tell([{ start, end, message }], file);
}
