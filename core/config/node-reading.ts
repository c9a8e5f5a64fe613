/** Reading typed values from a DataNode tree: each mismatch becomes a problem at the node, and reading goes on. */
import type { AliasNode, DataNode, MapEntry, ScalarNode } from '../syntax/data.ts';
import type { Text } from '../text/message.ts';
import { locationOf, type SourceText, type Span } from '../text/source.ts';
import { didYouMean } from './nearest.ts';
import type { ConfigProblem } from './schema.ts';

export interface NamedEntry {
  readonly name: string;
  readonly entry: MapEntry;
}

export interface TextNode {
  readonly text: string;
  readonly node: ScalarNode;
}

export class NodeReading {
  readonly #source: SourceText;
  readonly #anchors: ReadonlyMap<AliasNode, DataNode>;
  readonly #problems: ConfigProblem[];

  constructor(source: SourceText, anchors: ReadonlyMap<AliasNode, DataNode>, problems: ConfigProblem[]) {
    this.#source = source;
    this.#anchors = anchors;
    this.#problems = problems;
  }

  problem(span: Span, message: Text): void {
    this.#problems.push({ at: locationOf(this.#source, span), message });
  }

  /** The node itself, or what an alias stands for. */
  resolve(node: DataNode | undefined): DataNode | undefined {
    return node?.kind === 'alias' ? this.#anchors.get(node) : node;
  }

  /** Entries of a map; nothing for an empty value; a problem for anything else. */
  entries(node: DataNode | undefined, what: string, whatZh: string): NamedEntry[] {
    const map = this.resolve(node);
    if (!map || isNull(map)) return [];
    if (map.kind !== 'map') {
      this.problem(map, {
        en: `A map of keys and values is expected for ${what}.`,
        zh: `${whatZh} 应为键值对。`,
      });
      return [];
    }
    return map.entries.map((entry) => ({ name: entry.key.kind === 'scalar' ? String(entry.key.value) : '', entry }));
  }

  /** A list of texts or numbers, or a single one; numbers as they would be written. */
  texts(node: DataNode | undefined, what: string): TextNode[] {
    const list = this.resolve(node);
    if (!list || isNull(list)) return [];
    const texts: TextNode[] = [];
    for (const item of list.kind === 'sequence' ? list.items : [list]) {
      const scalar = this.resolve(item);
      if (scalar?.kind === 'scalar' && (typeof scalar.value === 'string' || typeof scalar.value === 'number')) {
        texts.push({ text: String(scalar.value), node: scalar });
      } else {
        this.problem(item, { en: `A list of texts is expected for ${what}.`, zh: `${what} 应为文本列表。` });
      }
    }
    return texts;
  }

  /** One of a few words. */
  oneOf<T extends string>(node: DataNode | undefined, what: string, words: readonly T[]): T | undefined {
    const scalar = this.resolve(node);
    if (!scalar) return undefined;
    const written = scalar.kind === 'scalar' ? String(scalar.value) : '';
    const word = words.find((candidate) => candidate === written);
    if (word === undefined) {
      const guess = didYouMean(written, words);
      this.problem(scalar, {
        en: `${what} must be one of: ${words.join(', ')}.${guess.en}`,
        zh: `${what} 应为以下之一：${words.join('、')}。${guess.zh}`,
      });
    }
    return word;
  }
}

function isNull(node: DataNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}
