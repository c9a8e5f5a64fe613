import assert from 'node:assert/strict';
import Mocha from 'mocha';
import { type Diagnostic, DiagnosticSeverity, languages, Range, Uri, WorkspaceEdit, workspace } from 'vscode';

/** The findings on the bundled examples, as an editor shows them. */
export function defineDiagnosticsTests(mocha: Mocha): void {
  const suite = Mocha.Suite.create(mocha.suite, 'diagnostics');
  const test = (title: string, body: () => Promise<void>): void => {
    suite.addTest(new Mocha.Test(title, body));
  };

  test('a ROS template shows the open SSH port at the parameter that opens it', async () => {
    const { uri, text } = await open('ros/shop.yaml');
    const [found] = await diagnosticsFor(uri, 'exposure/admin-port');
    assert.ok(found);
    assert.equal(found.source, 'portguard');
    assert.ok(text(found.range).includes('AdminCidr'), text(found.range));
  });

  test('Terraform is evaluated with the other files of its folder', async () => {
    const { uri } = await open('terraform/main.tf');
    const [found] = await diagnosticsFor(uri, 'exposure/middleware-port');
    assert.ok(found?.message.includes('9200'), found?.message);
  });

  test('what a call opens in a module is shown in the module, which is not open itself', async () => {
    const { uri } = await open('terraform/main.tf');
    const module = Uri.joinPath(uri, '../modules/ssh-access/main.tf');
    const [found] = await diagnosticsFor(module, 'exposure/admin-port');
    const origins = found?.relatedInformation?.map(({ location }) => location.uri.path.replace(/.*\//, ''));
    assert.ok(origins?.includes('terraform.tfvars'), String(origins));
  });

  test('a Kubernetes Service that is public with Redis is an error', async () => {
    const { uri } = await open('kubernetes/shop.yaml');
    const [found] = await diagnosticsFor(uri, 'kubernetes/risky-service-port');
    assert.equal(found?.severity, DiagnosticSeverity.Error);
  });

  test('a mended value takes its finding away', async () => {
    const { uri, document } = await open('ros/shop.yaml');
    await diagnosticsFor(uri, 'exposure/database-whitelist');
    const at = document.getText().indexOf(',0.0.0.0/0');
    const edit = new WorkspaceEdit();
    edit.delete(uri, new Range(document.positionAt(at), document.positionAt(at + ',0.0.0.0/0'.length)));
    assert.ok(await workspace.applyEdit(edit));
    await until(() => withCode(uri, 'exposure/database-whitelist').length === 0, 'the finding is still there');
  });
}

async function open(path: string) {
  const folder = workspace.workspaceFolders?.[0];
  assert.ok(folder, 'no folder is open');
  const document = await workspace.openTextDocument(Uri.joinPath(folder.uri, path));
  return { uri: document.uri, document, text: (range: Range) => document.getText(range) };
}

async function diagnosticsFor(uri: Uri, code: string): Promise<Diagnostic[]> {
  await until(() => withCode(uri, code).length > 0, `no ${code} in ${uri.path}: ${codes(uri)}`);
  return withCode(uri, code);
}

function withCode(uri: Uri, code: string): Diagnostic[] {
  return languages.getDiagnostics(uri).filter((diagnostic) => codeOf(diagnostic) === code);
}

/** With a link to the rule's page it is an object. */
function codeOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

function codes(uri: Uri): string {
  return languages
    .getDiagnostics(uri)
    .map((diagnostic) => codeOf(diagnostic))
    .join(', ');
}

async function until(condition: () => boolean, complaint: string): Promise<void> {
  const end = Date.now() + 30_000;
  while (!condition()) {
    assert.ok(Date.now() < end, complaint);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
