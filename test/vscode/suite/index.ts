/** Entry point of the tests inside VS Code's extension host, for both runners. */
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { defineAccountTests } from './account.ts';
import { defineAccountSourceTests } from './account-sources.ts';
import { defineChangeTests } from './changes.ts';
import { defineDiagnosticsTests } from './diagnostics.ts';
import { defineDriftTests } from './drift.ts';
import { defineExposureTests } from './exposure.ts';
import { defineExtensionTests } from './extension.ts';

export function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000 });
  defineExtensionTests(mocha);
  defineDiagnosticsTests(mocha);
  defineExposureTests(mocha);
  defineChangeTests(mocha);
  defineAccountTests(mocha);
  defineAccountSourceTests(mocha);
  defineDriftTests(mocha);
  let passes = 0;
  const failures: string[] = [];
  return new Promise((resolve, reject) => {
    mocha
      .run((failed) => {
        const file = process.env.PORTGUARD_VSCODE_RESULTS;
        if (file) writeFileSync(file, JSON.stringify({ passes, failures }));
        if (failed > 0) reject(new Error(`${failed} failed`));
        else resolve();
      })
      .on('pass', () => {
        passes++;
      })
      .on('fail', (test, error: Error) => {
        failures.push(`${test.fullTitle()}: ${error.message}`);
      });
  });
}
