/** Does a text have the shape of a snapshot? Problems with their places; what is right around them is read all the same. */
import type { DataDocument, DataNode } from '../../syntax/data.ts';
import { entriesOf, get, scalarOf } from '../../syntax/navigate.ts';
import type { Text } from '../../text/message.ts';
import { locationOf, type SourceText } from '../../text/source.ts';
import type { Problem } from '../unit.ts';
import { snapshotKey } from './detect.ts';
import type { Shape } from './shape.ts';
import { snapshotShape, snapshotVersion } from './snapshot.ts';

const rule = 'syntax/snapshot';

/** What is wrong with a snapshot's text. Of another version only the version is told, for all else may be otherwise. */
export function checkSnapshot(document: DataDocument, source: SourceText): readonly Problem[] {
  const version = get(document.root, snapshotKey, document);
  if (version && isOtherVersion(document)) {
    return [{ rule, at: locationOf(source, version), message: otherVersion(writtenAt(version, source)) }];
  }
  return document.root ? problemsIn(document.root, snapshotShape, document, source) : [];
}

/** Nothing else in the text may be relied upon then. */
export function isOtherVersion(document: DataDocument): boolean {
  const version = get(document.root, snapshotKey, document);
  return version !== undefined && scalarOf(version, document)?.value !== snapshotVersion;
}

function problemsIn(node: DataNode, shape: Shape, document: DataDocument, source: SourceText): readonly Problem[] {
  const problem = (message: Text): readonly Problem[] => [{ rule, at: locationOf(source, node), message }];
  switch (shape.type) {
    case 'object': {
      if (node.kind !== 'map') return problem(kindWanted('object'));
      const members = entriesOf(node, document);
      const names = new Set(members.map(({ name }) => name));
      const missing = shape.required.find((name) => !names.has(name));
      return [
        ...(missing === undefined ? [] : problem(memberWanted(missing))),
        ...members.flatMap(({ name, value }) => {
          const inner = Object.hasOwn(shape.properties, name) ? shape.properties[name] : undefined;
          return inner && value ? problemsIn(value, inner, document, source) : [];
        }),
      ];
    }
    case 'array':
      return node.kind === 'sequence'
        ? node.items.flatMap((item) => problemsIn(item, shape.items, document, source))
        : problem(kindWanted('array'));
    case 'integer':
      return node.kind === 'scalar' && Number.isInteger(node.value) ? [] : problem(kindWanted('integer'));
    case 'boolean':
      return node.kind === 'scalar' && typeof node.value === 'boolean' ? [] : problem(kindWanted('boolean'));
    case 'string':
      if (node.kind !== 'scalar' || typeof node.value !== 'string') return problem(kindWanted('string'));
      return shape.enum && !shape.enum.includes(node.value) ? problem(wordWanted(shape.enum)) : [];
  }
}

function writtenAt({ start, end }: DataNode, { text }: SourceText): string {
  return text.slice(start, end).slice(0, 40);
}

function otherVersion(written: string): Text {
  return {
    en: `This version of PortGuard reads snapshots of version ${snapshotVersion}. Take a new one with "portguard snapshot", or use the version of PortGuard that took it. Version here: ${written}`,
    zh: `此版本的 PortGuard 读取第 ${snapshotVersion} 版快照。请用“portguard snapshot”重新获取，或使用生成它的 PortGuard 版本。此处版本：${written}`,
  };
}

const kinds: Readonly<Record<Shape['type'], Text>> = {
  object: { en: 'an object', zh: '对象' },
  array: { en: 'a list', zh: '列表' },
  string: { en: 'a text', zh: '字符串' },
  integer: { en: 'a whole number', zh: '整数' },
  boolean: { en: 'true or false', zh: 'true 或 false' },
};

function kindWanted(type: Shape['type']): Text {
  return {
    en: `A snapshot has ${kinds[type].en} here. Take a new one with "portguard snapshot".`,
    zh: `快照的此处应为${kinds[type].zh}。请用“portguard snapshot”重新获取。`,
  };
}

function memberWanted(name: string): Text {
  return {
    en: `Something is missing in this snapshot. Take a new one with "portguard snapshot". Missing: ${name}`,
    zh: `快照不完整。请用“portguard snapshot”重新获取。缺少：${name}`,
  };
}

function wordWanted(words: readonly string[]): Text {
  return {
    en: `A snapshot has one of these words here: ${words.join(', ')}`,
    zh: `快照的此处应为以下之一：${words.join('、')}`,
  };
}
