/** All functions that templates may call: Go's, sprig's and Helm's own. */

import { type Datum, dict, nil, string, textOf, unknown } from '../data.ts';
import { isProblem, parseTemplate } from '../parser.ts';
import { define, placeOf, remark, spend } from '../run.ts';
import { render } from '../statements.ts';
import { decisionFunctions } from './decisions.ts';
import { asText, type Call, type FunctionTable, type Implementation, plain, textFunction } from './definition.ts';
import { dictionaryFunctions } from './dictionaries.ts';
import { encodingFunctions } from './encodings.ts';
import { listFunctions } from './lists.ts';
import { numberFunctions } from './numbers.ts';
import { patternFunctions } from './patterns.ts';
import { textFunctions } from './texts.ts';
import { unknowableFunctions } from './unknowable.ts';
import { versionFunctions } from './versions.ts';

/** `include "name" data`: what the named template renders, as text. */
const include: Implementation = ([name, data], { run, place }) => {
  if (name?.type === 'unknown') return name;
  const definition = run.templates.get(plain(name));
  if (definition) return textOf(render(run, definition, data ?? nil, false));
  remark(run, { what: `template "${plain(name)}"`, at: place() });
  return unknown('external', plain(name));
};

/** `tpl text data`: a text of values as a template. */
const tpl: Implementation = ([template, data], call) => {
  const { text, pieces, open } = asText(template);
  if (open) return { type: 'unknown', reason: open };
  if (!text.includes('{{')) return template?.type === 'string' ? template : textOf(pieces);
  return rendered({ text, pieces }, data ?? nil, call);
};

function rendered(text: Parameters<typeof placeOf>[0], data: Datum, { run }: Call): Datum {
  if (!spend(run, text.text.length)) return unknown('limit', 'tpl');
  const template = parseTemplate(text.text);
  if (isProblem(template)) {
    remark(run, { what: template.what, at: placeOf(text, template) });
    return unknown('invalid', 'tpl');
  }
  define(run, template, text);
  return textOf(render(run, { statements: template.body, text }, data, false));
}

export const functions: FunctionTable = {
  ...unknowableFunctions,
  ...textFunctions,
  ...listFunctions,
  ...dictionaryFunctions,
  ...numberFunctions,
  ...decisionFunctions,
  ...encodingFunctions,
  ...patternFunctions,
  ...versionFunctions,
  include,
  tpl,
  // Rendering without a cluster finds nothing, as `helm template` does.
  lookup: () => dict(),
  getHostByName: () => string(''),
  base: textFunction((path) => path.replace(/\/+$/, '').split('/').at(-1) || '/'),
  dir: textFunction((path) => path.slice(0, Math.max(0, path.lastIndexOf('/'))) || '.'),
  ext: textFunction((path) => /\.[^./]*$/.exec(path)?.[0] ?? ''),
  clean: textFunction((path) => path.replace(/\/+/g, '/')),
  isAbs: (args) => ({ type: 'bool', value: plain(args[0]).startsWith('/') }),
};
