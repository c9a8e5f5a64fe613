import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv } from 'ajv';
import type { Log } from 'sarif';
import { expect, test } from 'vitest';
import { bad, folder, portguard } from './portguard.ts';

/** A repository with findings of all kinds in a folder below its top. */
const files = {
  '.git/HEAD': '',
  'in fra/ä#.tf': `${bad}# portguard:ignore open/server -- jump host, see ADR-7\n${bad.replace('group" "open', 'group" "g2').replace('security_group', 'instance')}`,
  'in fra/broken.yaml': 'apiVersion: v1\nkind: Service\nmetadata: [\n',
};

function sarif(): { log: Log; cwd: string } {
  const cwd = folder(files);
  const { stdout } = portguard(['lint', '--format', 'sarif'], { cwd: join(cwd, 'in fra') });
  return { log: JSON.parse(stdout) as Log, cwd };
}

test('JSON keeps its contract', () => {
  const { stdout } = portguard(['lint', '--format', 'json'], { cwd: folder({ 'main.tf': bad }) });
  expect(JSON.parse(stdout)).toEqual({
    version: 1,
    tool: { name: 'portguard', version: expect.stringMatching(/^\d/) },
    summary: { findings: 1, errors: 1, warnings: 0, infos: 0, files: 1, linted: 1, unresolved: 0, suppressed: 0 },
    findings: [
      {
        rule: 'open/group',
        severity: 'error',
        certainty: 'certain',
        message: 'alicloud_security_group.open is open, 100%',
        file: 'main.tf',
        range: { start: { line: 1, column: 36 }, end: { line: 1, column: 42 } },
        resource: 'alicloud_security_group.open',
        related: [],
        fixes: [],
        fingerprint: expect.stringMatching(/^[0-9a-f]{16}:1$/),
      },
    ],
    unresolved: [],
  });
});

test('SARIF names files from the top of the repository, as code scanning wants them', () => {
  const { log, cwd } = sarif();
  const [run] = log.runs;
  expect(run?.originalUriBaseIds).toEqual({ '%SRCROOT%': { uri: `${pathToFileURL(cwd).href}/` } });
  expect(run?.results?.find(({ ruleId }) => ruleId === 'open/group')).toMatchObject({
    ruleId: 'open/group',
    level: 'error',
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'in%20fra/%C3%A4%23.tf', uriBaseId: '%SRCROOT%' },
          region: { startLine: 1, startColumn: 36, endLine: 1, endColumn: 42 },
        },
        logicalLocations: [{ fullyQualifiedName: 'alicloud_security_group.open' }],
      },
    ],
    partialFingerprints: { 'portguard/v1': expect.any(String) },
  });
});

test('SARIF describes each rule once, and every result points at its description', () => {
  const [run] = sarif().log.runs;
  const rules = run?.tool.driver.rules ?? [];
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  expect(run?.results?.length).toBeGreaterThan(1);
  for (const { ruleId, ruleIndex } of run?.results ?? []) expect(rules[ruleIndex ?? -1]?.id).toBe(ruleId);
  expect(rules[0]).toMatchObject({
    helpUri: 'https://github.com/portguard/portguard/blob/main/docs/rules/open/group.md',
    properties: { tags: ['security', 'open'], 'security-severity': '8.0' },
  });
});

test('SARIF carries what was suppressed, with its reason', () => {
  const suppressed = sarif().log.runs[0]?.results?.filter(({ suppressions }) => suppressions);
  expect(suppressed).toMatchObject([
    { ruleId: 'open/server', suppressions: [{ kind: 'inSource', justification: 'jump host, see ADR-7' }] },
  ]);
});

test('a fingerprint stays when the line moves, and twins have different ones', () => {
  const fingerprints = (text: string) => {
    const { stdout } = portguard(['lint', '--format', 'json'], { cwd: folder({ 'main.tf': text }) });
    const { findings } = JSON.parse(stdout) as { findings: { fingerprint: string }[] };
    return findings.map(({ fingerprint }) => fingerprint);
  };
  const [alone] = fingerprints(bad);
  expect(fingerprints(`# a line\n\n${bad}`)).toEqual([alone]);
  const twin = '# portguard:ignore open/server -- x\n';
  const twins = fingerprints(`${twin}${twin}${bad}`);
  expect(new Set(twins).size).toBe(twins.length);
  expect(twins.length).toBeGreaterThan(2);
});

/** The schema of OASIS is not ours to carry; its path is given where it is at hand. */
const schemaPath = process.env.SARIF_SCHEMA;

test.skipIf(!schemaPath)('SARIF is valid by the official schema', () => {
  const schema = JSON.parse(readFileSync(schemaPath ?? '', 'utf8')) as Record<string, unknown>;
  // Written in draft 4, of which Ajv does not know these two words; nothing else in it is particular to draft 4.
  const { $schema: _, id: __, ...body } = schema;
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const validate = ajv.compile(body);
  validate(sarif().log);
  expect(validate.errors).toBeNull();
});

test('GitHub: workflow commands, escaped', () => {
  const cwd = folder({ '.git/HEAD': '', 'a/b,c:d.tf': bad });
  const { stdout } = portguard(['lint', '--format', 'github'], { cwd: join(cwd, 'a') });
  expect(stdout).toBe(
    '::error file=a/b%2Cc%3Ad.tf,line=1,endLine=1,col=36,endColumn=42,title=open/group::alicloud_security_group.open is open, 100%25\n' +
      '✖ 1 problem (1 error, 0 warnings, 0 info) in 1 file · 1 file linted\n',
  );
});
