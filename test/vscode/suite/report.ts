/** Runs tests in the extension host, and writes how that went to the file that the environment names. */
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

export function reported(define: (mocha: Mocha) => void): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000 });
  define(mocha);
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
