/**
 * A text with a marked finding (the first `BAD`), in and out. The units are made by hand, so that these tests say what a
 * dialect has to provide: comments, and resources with the places of their name and block.
 */
import { expect, test } from 'vitest';
import { applySuppressions } from '../../../core/config/suppressions.ts';
import type { Resource } from '../../../core/dialects/resource.ts';
import { modelOf, type Unit } from '../../../core/dialects/unit.ts';
import type { Finding } from '../../../core/lint.ts';
import type { Comment } from '../../../core/syntax/data.ts';
import { locationOf, SourceText } from '../../../core/text/source.ts';
import { fakeRule, fakeRules } from './fake-rules.ts';

const config = { rules: fakeRules.map((rule) => ({ rule, severity: rule.severity, options: {} })) };
const admin = 'exposure/admin-port';

/** Comments as the readers give them: signs taken away. */
function commentsOf(source: SourceText): Comment[] {
  return [...source.text.matchAll(/#.*|\/\/.*|\/\*[\s\S]*?\*\//g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    text: match[0].replace(/^(#|\/\/|\/\*)|\*\/$/g, '').trim(),
  }));
}

/** Resources are written `resource NAME { … }`, each to the next `}` at the start of a line. */
function resourcesOf(source: SourceText): Resource[] {
  return [...source.text.matchAll(/^resource (\w+) \{[\s\S]*?^\}/gm)].map((match) => {
    const name = match.index + 'resource '.length;
    return {
      dialect: 'terraform',
      type: 'x',
      address: `x.${match[1]}`,
      nameAt: locationOf(source, { start: name, end: name + (match[1]?.length ?? 0) }),
      blockAt: locationOf(source, { start: match.index, end: match.index + match[0].length }),
      exists: 'yes',
      attributes: { type: 'map', entries: new Map() },
    };
  });
}

function unitOf(source: SourceText, more: Partial<Unit> = {}): Unit {
  return {
    dialect: 'terraform',
    files: [source],
    model: modelOf(resourcesOf(source), new Map()),
    kubernetes: undefined,
    problems: [],
    comments: [{ source, comments: commentsOf(source) }],
    ...more,
  };
}

function findingAt(source: SourceText, mark: string, rule = admin, resource?: string): Finding {
  const start = source.text.indexOf(mark);
  return {
    rule,
    severity: 'error',
    certainty: 'certain',
    message: { en: 'bad', zh: '坏' },
    at: source.outermost({ start, end: start + mark.length }),
    ...(resource === undefined ? {} : { resource }),
    related: [],
  };
}

/** What is left of a finding at `BAD`: `line:column rule` of everything that is reported, and the reasons. */
function outcome(text: string, rule = admin, more: Partial<Unit> = {}) {
  const source = new SourceText('main.tf', text);
  const { kept, suppressed } = applySuppressions([findingAt(source, 'BAD', rule)], [unitOf(source, more)], config);
  return { kept: kept.map(shown), reasons: suppressed.map(({ reason }) => reason) };
}

function shown({ at, rule }: Finding): string {
  const { line, column } = at.source.positionAt(at.start);
  return `${line + 1}:${column + 1} ${rule}`;
}

test.each([
  ['on the line above', `# portguard:ignore ${admin} -- bastion\nport = BAD\n`],
  ['at the end of the line', `port = BAD # portguard:ignore ${admin} -- bastion\n`],
  ['with slashes', `// portguard:ignore ${admin} -- bastion\nport = BAD\n`],
  ['with slash and star', `/* portguard:ignore ${admin} -- bastion */\nport = BAD\n`],
  ['in a block of several lines', `/*\n * portguard:ignore ${admin} -- bastion\n */\nport = BAD\n`],
  ['before code on the same line', `/* portguard:ignore ${admin} -- bastion */ port = BAD\n`],
  ['with comments between', `# portguard:ignore ${admin} -- bastion\n# the jump host\n// really\nport = BAD\n`],
  ['with its topic', '# portguard:ignore exposure/* -- bastion\nport = BAD\n'],
  ['with CRLF', `# portguard:ignore ${admin} -- bastion\r\nport = BAD\r\n`],
  ['without line end at the end of the file', `# portguard:ignore ${admin} -- bastion\nBAD`],
])('a finding is accepted %s', (_, text) => {
  expect(outcome(text)).toEqual({ kept: [], reasons: ['bastion'] });
});

test.each([
  ['two lines above', `# portguard:ignore ${admin} -- bastion\n\nport = BAD\n`, '1:20 suppression/unused'],
  ['below', `port = BAD\n# portguard:ignore ${admin} -- bastion\n`, '2:20 suppression/unused'],
  ['of another rule', '# portguard:ignore tls/http-listener -- old\nport = BAD\n', '1:20 suppression/unused'],
  ['without reason', `# portguard:ignore ${admin}\nport = BAD\n`, '1:1 suppression/missing-reason'],
  ['with an empty reason', `# portguard:ignore ${admin} -- \nport = BAD\n`, '1:1 suppression/missing-reason'],
  [
    'with a misspelt rule',
    '# portguard:ignore exposure/admin-prot -- x\nport = BAD\n',
    '1:20 suppression/unknown-rule',
  ],
  ['without rule', '# portguard:ignore -- x\nport = BAD\n', '1:1 suppression/unknown-rule'],
])('a suppression %s does not count and is reported', (_, text, note) => {
  const { kept, reasons } = outcome(text);
  expect(reasons).toEqual([]);
  expect(kept).toHaveLength(2);
  expect(kept).toContain(note);
});

test('a misspelt rule is told what it should be', () => {
  const source = new SourceText('main.tf', '# portguard:ignore exposure/admin-prot -- x\nBAD\n');
  const { kept } = applySuppressions([findingAt(source, 'BAD')], [unitOf(source)], config);
  const note = kept.find(({ rule }) => rule === 'suppression/unknown-rule');
  expect(note?.message.en).toBe(
    'There is no rule "exposure/admin-prot", so nothing is suppressed. Did you mean "exposure/admin-port"?',
  );
});

test('of several rules, the one that reports nothing is named', () => {
  expect(outcome(`# portguard:ignore tls/http-listener, ${admin} -- both\nBAD\n`)).toEqual({
    kept: ['1:20 suppression/unused'],
    reasons: ['both'],
  });
});

const resource = (comment: string, tail = '') => `${comment}\nresource web {${tail}\n  port = 1\n  range = BAD\n}\n`;

test.each([
  ['above its first line', resource(`# portguard:ignore ${admin} -- demo`)],
  ['at the end of its first line', resource('', ` # portguard:ignore ${admin} -- demo`)],
])('a suppression %s covers the whole resource', (_, text) => {
  expect(outcome(text)).toEqual({ kept: [], reasons: ['demo'] });
});

test('it does not cover the next resource', () => {
  const text = `# portguard:ignore ${admin} -- demo\nresource one {\n}\nresource two {\n  BAD\n}\n`;
  expect(outcome(text).reasons).toEqual([]);
});

test('a finding about the resource is covered wherever it stands', () => {
  const source = new SourceText('main.tf', `BAD\n# portguard:ignore ${admin} -- demo\nresource web {\n}\n`);
  const { kept } = applySuppressions([findingAt(source, 'BAD', admin, 'x.web')], [unitOf(source)], config);
  expect(kept).toEqual([]);
});

test('a whole file is accepted in the comments at its top, with or without rules', () => {
  const top = '# Copyright\n\n';
  expect(outcome(`${top}# portguard:ignore-file ${admin} -- demo\n\nx = 1\ny = BAD\n`).reasons).toEqual(['demo']);
  expect(outcome(`${top}# portguard:ignore-file -- demo\nx = 1\ny = BAD\n`).reasons).toEqual(['demo']);
  expect(outcome('---\n# portguard:ignore-file -- demo\nx: BAD\n').reasons).toEqual(['demo']);
  expect(outcome('# portguard:ignore-file\ny = BAD\n').kept).toContain('1:1 suppression/missing-reason');
  expect(outcome('x = 1\n# portguard:ignore-file -- demo\ny = BAD\n')).toEqual({
    kept: ['3:5 exposure/admin-port', '2:1 suppression/unused'],
    reasons: [],
  });
});

test('a suppression of a rule that did not run is not called unused', () => {
  const source = new SourceText('main.tf', '# portguard:ignore tls/http-listener -- later\nx = 1\n');
  const ran = { rules: config.rules.filter(({ rule }) => rule.id === admin) };
  const known = { rules: [...ran.rules, { rule: fakeRule('tls/other'), severity: 'info' as const, options: {} }] };
  expect(applySuppressions([], [unitOf(source)], known).kept.map(({ rule }) => rule)).not.toContain(
    'suppression/unused',
  );
});

test('in a file with syntax errors nothing is called unused', () => {
  const source = new SourceText('main.tf', `# portguard:ignore ${admin} -- x\nx = \n`);
  const at = locationOf(source, { start: 0, end: 1 });
  const problems = [{ rule: 'syntax/hcl', at, message: { en: 'broken', zh: '坏' } }];
  expect(applySuppressions([], [unitOf(source, { problems })], config).kept).toEqual([]);
});

test('comments of a text inside another count at the places of the outer text', () => {
  const host = new SourceText('a.json', `"# portguard:ignore ${admin} -- inside\\nport = BAD\\n"`);
  // Each `\n` of the inner text is two characters in the outer.
  const inner = host.text.slice(1, -1).replaceAll('\\n', '\n');
  const toHost = (offset: number) => 1 + offset + (inner.slice(0, offset).split('\n').length - 1);
  const embedded = new SourceText('a.json', inner, { source: host, toHost });
  const unit = unitOf(host, { comments: [{ source: embedded, comments: commentsOf(embedded) }] });
  expect(applySuppressions([findingAt(embedded, 'BAD')], [unit], config).kept).toEqual([]);
  const other = findingAt(embedded, 'inside');
  expect(applySuppressions([other], [unit], config).kept.map(({ rule }) => rule)).toEqual([
    admin,
    'suppression/unused',
  ]);
});

function manifest(annotation: string) {
  const text = `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  annotations:\n    portguard.io/ignore: ${annotation}\nspec:\n  ports: BAD\n`;
  const source = new SourceText('svc.yaml', text);
  const name = text.indexOf('web');
  const web: Resource = {
    dialect: 'kubernetes',
    type: 'v1/Service',
    address: 'Service.default.web',
    nameAt: locationOf(source, { start: name, end: name + 3 }),
    blockAt: locationOf(source, { start: 0, end: text.length }),
    exists: 'yes',
    attributes: { type: 'map', entries: new Map() },
  };
  const unit = unitOf(source, { dialect: 'kubernetes', model: modelOf([web], new Map()) });
  const { kept, suppressed } = applySuppressions([findingAt(source, 'BAD')], [unit], config);
  return { kept: kept.map(shown), reasons: suppressed.map(({ reason }) => reason) };
}

test('an annotation accepts findings of a Kubernetes object', () => {
  expect(manifest(`"${admin} -- demo"`)).toEqual({ kept: [], reasons: ['demo'] });
  expect(manifest(`"tls/http-listener -- old; ${admin} -- demo; ask ops"`)).toEqual({
    kept: ['6:27 suppression/unused'],
    reasons: ['demo; ask ops'],
  });
  expect(manifest(`"${admin}"`).kept).toContain('6:26 suppression/missing-reason');
});

function template(ignore: string) {
  const text = `{"Resources": {"Web": {"Type": "T", "Metadata": {"portguard": {"ignore": ${ignore}}}, "Properties": "BAD"}}}`;
  const source = new SourceText('ros.json', text);
  const name = text.indexOf('"Web"');
  const web: Resource = {
    dialect: 'ros',
    type: 'T',
    address: 'Web',
    nameAt: locationOf(source, { start: name + 1, end: name + 4 }),
    blockAt: locationOf(source, { start: name, end: text.length - 2 }),
    exists: 'yes',
    attributes: { type: 'map', entries: new Map() },
  };
  const unit = unitOf(source, { dialect: 'ros', comments: [], model: modelOf([web], new Map()) });
  const { kept, suppressed } = applySuppressions([findingAt(source, 'BAD')], [unit], config);
  return { kept: kept.map(({ rule }) => rule), reasons: suppressed.map(({ reason }) => reason) };
}

test('Metadata accepts findings of a ROS resource, for JSON has no comments', () => {
  expect(template(`[{"rule": "${admin}", "reason": "demo"}]`)).toEqual({ kept: [], reasons: ['demo'] });
  expect(template(`[{"rule": ["tls/*", "${admin}"], "reason": "demo"}]`)).toEqual({
    kept: ['suppression/unused'],
    reasons: ['demo'],
  });
  expect(template(`"${admin} -- demo"`)).toEqual({ kept: [], reasons: ['demo'] });
  expect(template(`[{"rule": "${admin}"}]`)).toEqual({ kept: [admin, 'suppression/missing-reason'], reasons: [] });
  for (const odd of ['1', 'null', '[[]]', '[{"rule": 1}]', '{"rule": null}', '{}']) {
    expect(() => template(odd)).not.toThrow();
  }
});

test('a file may hold a suppression on every line', () => {
  const count = 20_000;
  const source = new SourceText('main.tf', `# portguard:ignore ${admin} -- demo\nBAD\n`.repeat(count));
  const findings = [...source.text.matchAll(/BAD/g)].map(({ index }): Finding => {
    return { ...findingAt(source, 'BAD'), at: locationOf(source, { start: index, end: index + 3 }) };
  });
  expect(applySuppressions(findings, [unitOf(source)], config).suppressed).toHaveLength(count);
  const comments = new SourceText('main.tf', `${`# portguard:ignore ${admin} -- demo\n`.repeat(count)}BAD\n`);
  const { kept, suppressed } = applySuppressions([findingAt(comments, 'BAD')], [unitOf(comments)], config);
  expect({ kept, suppressed: suppressed.length }).toEqual({ kept: [], suppressed: 1 });
});
