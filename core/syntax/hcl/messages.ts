/** All that the HCL parser has to say, in both languages: what is wrong and what to do. */
import type { Text } from '../../text/message.ts';

// Characters and nesting

/** Characters that an input method or a document editor puts where HCL wants its ASCII twin. */
const TWINS: Record<string, string> = {
  '“': '"',
  '”': '"',
  '‘': '"',
  '’': '"',
  '＂': '"',
  '，': ',',
  '、': ',',
  '：': ':',
  '＝': '=',
  '（': '(',
  '）': ')',
  '｛': '{',
  '｝': '}',
  '［': '[',
  '］': ']',
  '【': '[',
  '】': ']',
  '。': '.',
  '．': '.',
  '！': '!',
  '？': '?',
  '＃': '#',
  '\u00a0': ' ',
  '\u3000': ' ',
};

export function badCharacter(character: string): Text {
  const twin = TWINS[character];
  if (twin === ' ') {
    return {
      en: 'This is not an ordinary space. Replace it with one.',
      zh: '这里不是普通的空格。请换成半角空格。',
    };
  }
  if (twin) {
    return {
      en: `HCL doesn't know this character. Replace it with ${twin} : ${character}`,
      zh: `HCL 不识别该字符。请换成半角的 ${twin} ：${character}`,
    };
  }
  if (character === "'") {
    return {
      en: 'HCL has no single-quoted strings. Use double quotes (").',
      zh: 'HCL 不支持单引号字符串。请使用双引号（"）。',
    };
  }
  if (character === '`') {
    return {
      en: 'HCL has no backtick strings. Use double quotes ("), or <<EOT for several lines.',
      zh: 'HCL 不支持反引号字符串。请使用双引号（"），多行文本请使用 <<EOT。',
    };
  }
  if (character === ';') {
    return {
      en: 'HCL has no semicolons. Put each argument on a line of its own.',
      zh: 'HCL 不使用分号。请让每个参数独占一行。',
    };
  }
  if (character === '&') return { en: 'Write && for "and".', zh: '“与”请写作 &&。' };
  if (character === '|') return { en: 'Write || for "or".', zh: '“或”请写作 ||。' };
  if (character === '\r') {
    return {
      en: 'A lone carriage return is no line end. Save the file with LF or CRLF line ends.',
      zh: '单独的回车符不是换行。请以 LF 或 CRLF 换行保存文件。',
    };
  }
  return {
    en: `HCL doesn't know this character here. Remove it, or put it into a string: ${JSON.stringify(character)}`,
    zh: `此处不能使用该字符。请删除，或写进字符串：${JSON.stringify(character)}`,
  };
}

export const unclosedComment: Text = {
  en: 'This comment has no end. Close it with */.',
  zh: '注释没有结束。请用 */ 结束。',
};
export const nestedTooDeeply: Text = {
  en: 'This is nested too deeply to be read. Split it up, for instance with locals.',
  zh: '嵌套层级过深，无法解析。请拆分，例如使用 locals。',
};

// Bodies, arguments and blocks

export const itemExpected: Text = {
  en: 'An argument (name = value) or a block (name { … }) is expected here. Write one, or remove this.',
  zh: '此处应为参数（name = value）或块（name { … }）。请补全或删除此处内容。',
};
export function equalOrBraceExpected(name: string): Text {
  return {
    en: `This is neither an argument nor a block. Write = and a value, or { … }, behind it: ${name}`,
    zh: `既不是参数也不是块。请在其后写 = 和值，或写 { … }：${name}`,
  };
}
export const equalExpected: Text = {
  en: 'An argument takes a single =. Write name = value.',
  zh: '参数使用单个等号。请写作 name = value。',
};
export const dotInName: Text = {
  en: "An argument's name can't hold a dot. Set the argument inside of its block or object.",
  zh: '参数名不能包含点号。请在对应的块或对象内设置该参数。',
};
export const quotedName: Text = {
  en: "An argument's name takes no quotes here. Remove them.",
  zh: '此处的参数名不加引号。请去掉引号。',
};
export function redefined(name: string): Text {
  return {
    en: `This argument is set twice in the same block. Keep one of the two: ${name}`,
    zh: `同一个块中重复设置了该参数。请只保留一处：${name}`,
  };
}
export const newlineAfterArgument: Text = {
  en: 'An argument ends with its line. Continue on a new line.',
  zh: '参数后应换行。请另起一行。',
};
export const commaAfterArgument: Text = {
  en: 'Arguments are separated by newlines, not by commas. Remove the comma.',
  zh: '参数之间用换行分隔，不用逗号。请删除逗号。',
};
export const newlineAfterBlock: Text = {
  en: "A block ends with its line. Continue on a new line after the block's }.",
  zh: '块结束后应换行。请在块的 } 之后另起一行。',
};
export const newlineBeforeBrace: Text = {
  en: 'A block over several lines closes on a line of its own. Put } on a new line.',
  zh: '多行块的右大括号应独占一行。请将 } 另起一行。',
};
export const oneLineBlockOneArgument: Text = {
  en: 'A block on one line holds a single argument. Put each argument on a line of its own.',
  zh: '单行块只能包含一个参数。请让每个参数独占一行。',
};
export const oneLineBlockNoBlock: Text = {
  en: 'A block on one line holds no other block. Put the inner block on a line of its own.',
  zh: '单行块中不能再包含块。请将内层块另起一行。',
};
export const oneLineBlockClose: Text = {
  en: 'An argument behind { makes it a block on one line. Close it with } there, or start a new line behind {.',
  zh: '“{” 之后直接写参数即为单行块。请在同一行用 } 结束，或在 { 之后换行。',
};
export const unclosedBlock: Text = {
  en: 'This block is never closed. Add a } behind its last line.',
  zh: '该块没有结束。请在其最后一行之后补上 }。',
};
export const openBraceMissing: Text = {
  en: 'The { of this block is missing. Add it at the end of this line.',
  zh: '该块缺少 {。请在本行末尾补上。',
};
export const openBraceOnNextLine: Text = {
  en: "The { belongs to the block's first line. Move it up.",
  zh: '“{” 必须与块的类型在同一行。请移到上一行末尾。',
};
export const blockHeaderExpected: Text = {
  en: 'Between a block\'s type and its { stand only labels ("…"). Remove what else is here.',
  zh: '块类型与 { 之间只能有标签（"…"）。请删除其他内容。',
};
export const unclosedLabel: Text = {
  en: 'This label has no end. Close it with ".',
  zh: '标签缺少结尾的引号。请补上 "。',
};
export const templateInLabel: Text = {
  en: 'A label is a plain string. Remove the template, or write $${ or %%{ for the characters themselves.',
  zh: '标签只能是普通字符串。请去掉模板；若要表示字符本身，请写作 $${ 或 %%{。',
};
export function unexpectedCloser(closer: string): Text {
  return {
    en: `Nothing is open here that this could close. Remove it: ${closer}`,
    zh: `没有与之对应的左括号。请删除：${closer}`,
  };
}

// Expressions

export const expressionExpected: Text = {
  en: 'A value is missing here. Write one, for instance "text", 22 or var.name.',
  zh: '此处缺少值。请填写，例如 "text"、22 或 var.name。',
};
export const extraAfterExpression: Text = {
  en: 'The expression ends before this. Remove the rest, or join it with an operator.',
  zh: '表达式在此之前已结束。请删除多余内容，或用运算符连接。',
};
export const invalidNumber: Text = {
  en: 'This is not a number. Write it like 22 or 0.5, or put it into quotes.',
  zh: '不是有效的数字。请写作 22 或 0.5 这样的形式，或加上引号。',
};
export const attributeNameExpected: Text = {
  en: "An attribute's name is missing behind the dot. Write it, or remove the dot.",
  zh: '点号后缺少属性名。请补上属性名或删除点号。',
};
export const legacyIndexes: Text = {
  en: 'Two indexes with dots would be read as one number. Write [0][1] instead.',
  zh: '用点号连写两个下标会被当作一个小数。请改写为 [0][1]。',
};
export const nestedSplat: Text = {
  en: 'A .* can hold no other .*. Write [*] instead.',
  zh: '“.*” 之内不能再用 “.*”。请改用 [*]。',
};
export const splatCloseExpected: Text = {
  en: 'The * must be followed by ]. Write [*].',
  zh: '“*” 之后必须是 ]。请写作 [*]。',
};
export function unclosed(bracket: string): Text {
  const closer = bracket === '(' ? ')' : bracket === '[' ? ']' : '}';
  return {
    en: `This ${bracket} is never closed. Add the missing ${closer}.`,
    zh: `“${bracket}” 没有结束。请补上 ${closer}。`,
  };
}
export const colonInConditional: Text = {
  en: 'The value for "false" is missing. Write condition ? a : b.',
  zh: '缺少条件不成立时的值。请写作 condition ? a : b。',
};
export const commaInList: Text = {
  en: 'A comma is missing between the items of this list. Add it.',
  zh: '列表的元素之间缺少逗号。请补上。',
};
export const commaInCall: Text = {
  en: "A comma is missing between the function's arguments. Add it.",
  zh: '函数的参数之间缺少逗号。请补上。',
};
export const parenAfterEllipsis: Text = {
  en: 'Only ) may follow the ... of the last argument. Remove what stands between.',
  zh: '最后一个参数的 ... 之后只能是 )。请删除其间的内容。',
};
export const functionNameExpected: Text = {
  en: "The function's name is missing behind ::. Write it as in provider::name::function(…).",
  zh: '“::” 之后缺少函数名。请写作 provider::name::function(…)。',
};
export const callExpected: Text = {
  en: 'Only functions have :: in their name. Add the arguments in parentheses.',
  zh: '只有函数名可以包含 ::。请补上括号和参数。',
};
export const equalInObject: Text = {
  en: 'A value is missing for this key. Write key = value.',
  zh: '该键缺少值。请写作 key = value。',
};
export const separatorInObject: Text = {
  en: 'The items of an object are separated by a newline or a comma. Add one here.',
  zh: '对象的各项之间用换行或逗号分隔。请在此处补上。',
};
export const forAsKey: Text = {
  en: 'HCL reads "for" as the beginning of a loop. Put the key into quotes: "for" = …',
  zh: 'HCL 会把 for 当作循环的开头，作为键请加引号："for" = …',
};
export const forVariable: Text = {
  en: 'A for needs a variable. Write it as in: for item in list : item',
  zh: 'for 需要变量。请写作：for item in list : item',
};
export const forIn: Text = {
  en: "A for needs the word 'in' behind its variables. Write it as in: for item in list : item",
  zh: 'for 的变量之后需要 in。请写作：for item in list : item',
};
export const forColon: Text = {
  en: 'A for needs a colon behind its collection. Write it as in: for item in list : item',
  zh: 'for 的集合之后需要冒号。请写作：for item in list : item',
};
export const forKeyInTuple: Text = {
  en: 'A for in [ ] gives a list, which has no keys. Use { }, or remove the key and =>.',
  zh: '[ ] 中的 for 生成列表，没有键。请改用 { }，或删除键和 =>。',
};
export const forGroupInTuple: Text = {
  en: 'Only a for in { } can group with ... . Remove it, or use { }.',
  zh: '只有 { } 中的 for 才能用 ... 分组。请删除或改用 { }。',
};
export const forKeyInObject: Text = {
  en: 'A for in { } needs a key and a value. Write key => value, or use [ ] for a list.',
  zh: '{ } 中的 for 需要键和值。请写作 key => value；若要列表请用 [ ]。',
};
export const extraInFor: Text = {
  en: 'The for ends before this. Remove the rest, or close the bracket.',
  zh: 'for 表达式在此之前已结束。请删除多余内容或补上右括号。',
};

// Strings, heredocs and templates

export const unclosedString: Text = {
  en: 'This string has no end. Close it with " on the same line; for several lines use <<EOT.',
  zh: '字符串没有结束。请在同一行用 " 结束；多行文本请使用 <<EOT。',
};
export function invalidEscape(sequence: string): Text {
  return {
    en: `Not an escape sequence. Known are \\n \\r \\t \\" \\\\ \\uNNNN \\UNNNNNNNN; write \\\\ for a backslash: ${sequence}`,
    zh: `无效的转义序列。可用 \\n \\r \\t \\" \\\\ \\uNNNN \\UNNNNNNNN；反斜杠请写作 \\\\：${sequence}`,
  };
}
export const invalidCodePoint: Text = {
  en: 'No character has this number. Use a code point up to 10FFFF that is no surrogate.',
  zh: '不存在该编号的字符。请使用不超过 10FFFF 且非代理区的码点。',
};
export function unclosedSequence(opener: string): Text {
  return {
    en: `This ${opener} is never closed. Add a }, or write ${opener[0]}${opener} for the characters themselves.`,
    zh: `“${opener}” 没有结束。请补上 }；若要表示字符本身，请写作 ${opener[0]}${opener}。`,
  };
}
export function extraInSequence(opener: string): Text {
  return {
    en: `A } is expected here. If this is no template but text, write ${opener[0]}${opener} instead of ${opener}.`,
    zh: `此处应为 }。若这不是模板而是文本，请将 ${opener} 写作 ${opener[0]}${opener}。`,
  };
}
export const unknownDirective: Text = {
  en: 'A directive begins with if, else, endif, for or endfor. For text, write %%{ instead of %{.',
  zh: '指令应以 if、else、endif、for 或 endfor 开头；若是文本，请将 %{ 写作 %%{。',
};
export function directiveWithoutEnd(name: 'if' | 'for'): Text {
  return {
    en: `This %{ ${name} } has no end. Add %{ end${name} }.`,
    zh: `%{ ${name} } 没有结束。请补上 %{ end${name} }。`,
  };
}
export function directiveWithoutStart(name: string): Text {
  return {
    en: `No directive is open here to which this belongs. Remove it, or add what it ends: %{ ${name} }`,
    zh: `没有与之对应的开始指令。请删除或补上对应的指令：%{ ${name} }`,
  };
}
export const heredocMarker: Text = {
  en: 'A heredoc begins with << or <<- and a marker at the end of the line, without spaces. Write it like <<EOT.',
  zh: 'heredoc 以 << 或 <<- 加标记开头，标记前后不能有空格并位于行末。请写作 <<EOT。',
};
export function unclosedHeredoc(marker: string): Text {
  return {
    en: `This heredoc has no end. Add a line with its marker alone: ${marker}`,
    zh: `heredoc 没有结束。请补上只含该标记的一行：${marker}`,
  };
}
export function heredocMarkerAlone(marker: string): Text {
  return {
    en: `A heredoc's end marker stands alone in its line. Move the rest to the next line: ${marker}`,
    zh: `heredoc 的结束标记必须独占一行。请将其后内容移到下一行：${marker}`,
  };
}
export const heredocNewlineAtEnd: Text = {
  en: "A heredoc's end marker needs a line end behind it. Add a newline at the end of the file.",
  zh: 'heredoc 的结束标记之后必须换行。请在文件末尾补上换行。',
};
