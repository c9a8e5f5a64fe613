/** Entry point of the tests inside VS Code's extension host, for both runners. */
import { defineAccountTests } from './account.ts';
import { defineAccountSourceTests } from './account-sources.ts';
import { defineChangeTests } from './changes.ts';
import { defineDiagnosticsTests } from './diagnostics.ts';
import { defineDriftTests } from './drift.ts';
import { defineExposureTests } from './exposure.ts';
import { defineExtensionTests } from './extension.ts';
import { reported } from './report.ts';

export function run(): Promise<void> {
  return reported((mocha) => {
    defineExtensionTests(mocha);
    defineDiagnosticsTests(mocha);
    defineExposureTests(mocha);
    defineChangeTests(mocha);
    defineAccountTests(mocha);
    defineAccountSourceTests(mocha);
    defineDriftTests(mocha);
  });
}
