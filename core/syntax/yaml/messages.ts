/** What the YAML reader says about an error: what is wrong, and what to do. */
import type { Text } from '../../text/message.ts';

const text = (en: string, zh: string): Text => ({ en, zh });

export const TAB_INDENT = text(
  'A tab indents this line; YAML allows only spaces there. Replace the tab with spaces.',
  '此行用制表符缩进，而 YAML 只允许用空格缩进。请将制表符替换为空格。',
);
export const MISSING_COLON = text(
  'A colon is missing behind this key. Write `key: value`.',
  '该键后面缺少冒号。请写成 `key: value`。',
);
export const MISSING_SPACE = text(
  'A space is missing behind the colon. Write `key: value`.',
  '冒号后面缺少空格。请写成 `key: value`。',
);
export const BAD_INDENT = text(
  'This line is indented differently from the lines it belongs to. Align it with them.',
  '此行的缩进与同级的行不一致。请与它们对齐。',
);
export const UNEXPECTED = text(
  'This text does not belong to any key. Remove it, quote it together with the value before it, or put it behind a key.',
  '这段文本不属于任何键。请删除它，或与前面的值一起加上引号，或放到某个键之后。',
);
export const MISPLACED_ITEM = text(
  'A list item stands where a key is expected. Indent it under its key, or remove the dash.',
  '此处应为键，却出现了列表项。请将它缩进到所属的键之下，或去掉短横线。',
);
export const NESTED_MAPPING = text(
  'A mapping cannot start on this line. Quote the value if it contains `: `, or move the mapping to the next line.',
  '映射不能从这一行开始。如果值中包含 `: `，请为它加引号；否则请将映射移到下一行。',
);
export const NESTED_SEQUENCE = text(
  'A list cannot start on this line. Move it to the next line, or quote the value.',
  '列表不能从这一行开始。请将它移到下一行，或为该值加引号。',
);
export const MULTILINE_KEY = text(
  'A key must stand on one line. Join its lines, or write `? ` in front of it.',
  '键必须写在同一行。请合并为一行，或在它前面写 `? `。',
);
export const UNCLOSED_QUOTE = text(
  'The closing quote is missing. Add it at the end of the value.',
  '缺少右引号。请在值的末尾补上。',
);
export const BAD_ESCAPE = text(
  'YAML does not know this escape. Double the backslash, or use single quotes.',
  'YAML 不支持该转义序列。请将反斜杠写两次，或改用单引号。',
);
export const EMPTY_FLOW_ITEM = text(
  'There is nothing in front of this comma. Remove the comma, or add the missing item.',
  '该逗号前面没有内容。请删除逗号，或补上缺少的项。',
);
export const MISSING_COMMA = text(
  'A comma is missing in front of this item. Add it.',
  '该项前面缺少逗号。请补上逗号。',
);
export const FLOW_DASH = text(
  'A dash does not start an item inside brackets. Remove it and separate the items with commas.',
  '在方括号或花括号内，短横线不表示列表项。请去掉它，并用逗号分隔各项。',
);
export const BLOCK_HEADER = text(
  'This does not belong behind `|` or `>`. Start the text on the next line.',
  '`|` 或 `>` 之后不能有此内容。请从下一行开始写文本。',
);
export const BLOCK_BLANK_INDENT = text(
  'This empty line has more spaces than the text below it. Remove the spaces.',
  '该空行的空格比下面的文本缩进更多。请删除这些空格。',
);
export const ALIAS_PROPERTIES = text(
  'An alias cannot have a tag or an anchor. Remove the one in front of it.',
  '别名不能带标签或锚点。请删除它前面的标签或锚点。',
);
export const ALIAS_INSIDE_ITSELF = text(
  'This alias stands inside the node that it repeats, so it would never end. Write the content out.',
  '该别名位于它所引用的节点内部，会无限循环。请直接写出内容。',
);
export const ALIAS_TOO_LARGE = text(
  'The aliases of this document expand to too much; this one is not followed. Write the content out.',
  '本文档的别名展开后内容过大，此别名不再展开。请直接写出内容。',
);
export const MISSING_NAME = text('A name is missing here. Add it behind the sign.', '此处缺少名称。请在符号后补上。');
export const TWO_ANCHORS = text(
  'A node can have only one anchor. Remove one.',
  '一个节点只能有一个锚点。请删除其中一个。',
);
export const TWO_TAGS = text('A node can have only one tag. Remove one.', '一个节点只能有一个标签。请删除其中一个。');
export const BAD_TAG = text(
  'This tag contains a character that is not allowed. Put a space behind the tag, or remove the character.',
  '该标签含有不允许的字符。请在标签后加空格，或删除该字符。',
);
export const PROPERTIES_BEFORE_DASH = text(
  'A tag or an anchor cannot stand in front of a dash on one line. Put it on the line above, or behind the dash.',
  '标签或锚点不能与其后的短横线写在同一行。请将它移到上一行，或放到短横线之后。',
);
export const TOO_DEEP = text(
  'The nesting is too deep to be read from here on. Flatten the structure.',
  '嵌套过深，从此处起不再读取。请减少嵌套层级。',
);
export const BAD_DIRECTIVE = text(
  'This directive is incomplete or repeated. Correct or remove it.',
  '该指令不完整或重复。请更正或删除。',
);
export const DIRECTIVE_WITHOUT_DOCUMENT = text(
  'A directive must be followed by a line with `---`. Add it, or remove the directive.',
  '指令之后必须有一行 `---`。请补上，或删除该指令。',
);

export const duplicateKey = (key: string): Text =>
  text(
    `This key is written twice in one mapping; only the last one counts. Remove or rename one: ${key}`,
    `同一映射中重复出现了该键，只有最后一个生效。请删除或重命名其中一个：${key}`,
  );
export const unclosedBracket = (open: string, close: string): Text =>
  text(`The bracket ${open} is not closed. Add ${close}.`, `括号 ${open} 没有闭合。请补上 ${close}。`);
export const unexpectedBracket = (found: string): Text =>
  text(
    `This bracket closes nothing that is open. Remove or replace it: ${found}`,
    `该括号没有与之对应的左括号。请删除或替换：${found}`,
  );
export const badFirstCharacter = (character: string): Text =>
  text(
    `A value without quotes cannot start with this character. Quote the value: ${character}`,
    `未加引号的值不能以该字符开头。请为该值加引号：${character}`,
  );
export const unknownAnchor = (name: string): Text =>
  text(
    `There is no anchor of this name above. Define it, or correct the name: ${name}`,
    `前面没有定义该名称的锚点。请定义它，或更正名称：${name}`,
  );
export const unknownHandle = (tag: string): Text =>
  text(
    `No %TAG directive declares the handle of this tag. Declare it, or correct the tag: ${tag}`,
    `没有 %TAG 指令声明该标签的前缀。请声明它，或更正标签：${tag}`,
  );
