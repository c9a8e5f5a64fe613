/** Scopes of a text as VS Code computes them: its grammars, with PortGuard's injected as the manifest says. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar } from 'vscode-textmate';

const require = createRequire(import.meta.url);
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  contributes: { grammars: readonly { path: string; scopeName: string; injectTo: readonly string[] }[] };
};
const own = new Map(manifest.contributes.grammars.map((grammar) => [grammar.scopeName, grammar]));
const fixtures = 'test/fixtures/grammars';
/** VS Code's own grammars, and that of HashiCorp's extension. */
const others: Readonly<Record<string, string>> = {
  'source.yaml': `${fixtures}/yaml.tmLanguage.json`,
  'source.yaml.1.1': `${fixtures}/yaml-1.1.tmLanguage.json`,
  'source.yaml.1.2': `${fixtures}/yaml-1.2.tmLanguage.json`,
  'source.yaml.embedded': `${fixtures}/yaml-embedded.tmLanguage.json`,
  'source.json': `${fixtures}/JSON.tmLanguage.json`,
  'source.json.comments': `${fixtures}/JSONC.tmLanguage.json`,
  'source.hcl.terraform': require.resolve('tm-grammars/grammars/terraform.json'),
};

const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
const registry = new textmate.Registry({
  onigLib: oniguruma.loadWASM(wasm).then(() => ({
    createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
    createOnigString: (text) => new oniguruma.OnigString(text),
  })),
  loadGrammar: async (scope) => {
    const path = own.get(scope)?.path ?? others[scope];
    return path ? textmate.parseRawGrammar(readFileSync(path, 'utf8'), path) : null;
  },
  getInjections: (scope) =>
    [...own.values()].filter(({ injectTo }) => injectTo.includes(scope)).map((one) => one.scopeName),
});

export interface Token {
  readonly text: string;
  readonly scopes: readonly string[];
}

export async function tokensOf(scope: string, text: string): Promise<readonly Token[]> {
  const grammar = (await registry.loadGrammar(scope)) as IGrammar;
  const tokens: Token[] = [];
  let stack = textmate.INITIAL;
  for (const line of text.split('\n')) {
    const result = grammar.tokenizeLine(line, stack);
    stack = result.ruleStack;
    for (const { startIndex, endIndex, scopes } of result.tokens)
      tokens.push({ text: line.slice(startIndex, endIndex), scopes });
  }
  return tokens;
}

/** Texts that have a scope which begins so, in order; neighbours are not joined. */
export async function textsWith(scope: string, text: string, wanted: string): Promise<string[]> {
  return (await tokensOf(scope, text))
    .filter(({ scopes }) => scopes.some((one) => one.startsWith(wanted)))
    .map((one) => one.text);
}
