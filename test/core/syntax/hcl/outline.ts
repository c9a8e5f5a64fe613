import type { Node } from '../../../../core/syntax/hcl/index.ts';
import { parseHcl, parseHclExpression } from '../../../../core/syntax/hcl/index.ts';

/** A tree as one line of text, with just enough brackets to see what belongs to what. */
export function outline(node: Node): string {
  switch (node.kind) {
    case 'body':
      return node.items.map(outline).join('; ');
    case 'attribute':
      return `${node.name} = ${outline(node.value)}`;
    case 'block':
      return `${[node.type, ...node.labels.map(outline)].join(' ')} {${outline(node.body)}}`;
    case 'label':
      return node.quoted ? JSON.stringify(node.value) : node.value;
    case 'number':
      return node.text;
    case 'boolean':
      return String(node.value);
    case 'null':
      return 'null';
    case 'template':
      return node.heredoc
        ? `<<${node.heredoc.flush ? '-' : ''}${node.heredoc.marker} ${parts(node.parts)}`
        : parts(node.parts);
    case 'literal':
      return JSON.stringify(node.value);
    case 'interpolation':
      return `\${${outline(node.expression)}}`;
    case 'templateIf':
      return `if(${outline(node.condition)} ${parts(node.whenTrue)} ${parts(node.whenFalse)})`;
    case 'templateFor':
      return `for(${node.key ? `${node.key.name}, ` : ''}${node.value.name} in ${outline(node.collection)} ${parts(node.parts)})`;
    case 'variable':
      return node.name;
    case 'getAttr':
      return `${outline(node.object)}.${node.name}`;
    case 'index':
      return `${outline(node.collection)}[${outline(node.key)}]`;
    case 'splat':
      return `${node.full ? 'full' : 'attrs'}(${outline(node.source)}: ${outline(node.each)})`;
    case 'splatItem':
      return '_';
    case 'call':
      return `${node.name}(${node.args.map(outline).join(', ')}${node.expandFinal ? '...' : ''})`;
    case 'tuple':
      return `[${node.items.map(outline).join(', ')}]`;
    case 'object':
      return `{${node.items.map(outline).join(', ')}}`;
    case 'item':
      return `${outline(node.key)}: ${outline(node.value)}`;
    case 'for': {
      const names = node.key ? `${node.key.name}, ${node.value.name}` : node.value.name;
      const result = node.keyResult ? `${outline(node.keyResult)} => ${outline(node.result)}` : outline(node.result);
      const condition = node.condition ? ` if ${outline(node.condition)}` : '';
      const inner = `for ${names} in ${outline(node.collection)}: ${result}${node.group ? '...' : ''}${condition}`;
      return node.object ? `{${inner}}` : `[${inner}]`;
    }
    case 'conditional':
      return `(${outline(node.condition)} ? ${outline(node.whenTrue)} : ${outline(node.whenFalse)})`;
    case 'binary':
      return `(${outline(node.left)} ${node.operator} ${outline(node.right)})`;
    case 'unary':
      return `${node.operator}${outline(node.operand)}`;
    case 'parenthesised':
      return `<${outline(node.expression)}>`;
    case 'missing':
      return '?';
  }
}

function parts(nodes: readonly Node[]): string {
  return `"${nodes.map((node) => (node.kind === 'literal' ? JSON.stringify(node.value).slice(1, -1) : outline(node))).join('')}"`;
}

/** The outline of a valid file, or what is wrong with it. */
export function read(text: string): string {
  const { body, problems } = parseHcl(text);
  return [outline(body), ...problems.map((problem) => `! ${problem.message.en}`)].join('\n');
}

/** The outline of a valid expression, or what is wrong with it. */
export function readExpression(text: string): string {
  const { expression, problems } = parseHclExpression(text);
  return [outline(expression), ...problems.map((problem) => `! ${problem.message.en}`)].join('\n');
}

/** The problems of a text, as the characters that they mark and their first words. */
export function problemsOf(text: string): string[] {
  return parseHcl(text).problems.map(
    ({ start, end, message }) => `${JSON.stringify(text.slice(start, end))} ${message.en.split('. ')[0]}`,
  );
}
