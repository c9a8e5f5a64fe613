/** Waiting for what an editor does in its own time. */
import assert from 'node:assert/strict';
import { extensions, Uri, workspace } from 'vscode';
import type { Api } from '../../../client/extension.ts';

export async function until(condition: () => boolean, complaint: () => string): Promise<void> {
  const end = Date.now() + 30_000;
  while (!condition()) {
    assert.ok(Date.now() < end, complaint());
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** What the extension gives to tests; it is active from then on. */
export async function api(): Promise<Api> {
  const extension = extensions.getExtension<Api>('portguard.portguard');
  assert.ok(extension, 'the extension is not there');
  return extension.activate();
}

/** A file of the workspace, which is the examples. */
export function example(path: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  assert.ok(folder, 'no folder is open');
  return Uri.joinPath(folder.uri, path);
}
