/** textDocument/codeLens and its resolve: above what is open to strangers, what of it, and whether a way leads there. */
import type { CodeLens, CodeLensParams } from 'vscode-languageserver/node';
import type { Components } from './components.ts';
import type { ExposureParams } from './exposure.ts';
import { idleRules } from './group-text.ts';
import { isWorthTelling, publicRows, type Target, targetsIn } from './lens-targets.ts';
import { lensTitle } from './lens-title.ts';
import { pathOf } from './paths.ts';
import { rangeOf } from './ranges.ts';

/** The client has it, and asks for `portguard/exposure`. */
const command = 'portguard.showExposure';

/** None where nothing is open and nothing is wrong; their titles are computed when they come into view. */
export function codeLenses({ folders, settings }: Components) {
  return async ({ textDocument: { uri } }: CodeLensParams): Promise<CodeLens[]> => {
    const path = pathOf(uri);
    if (path === undefined || !settings().codeLens.enabled) return [];
    const units = (await folders.around(uri)).flatMap((one) => one.units);
    return [...targetsIn(units, path).values()].flatMap((targets) => {
      const [first] = targets;
      if (!first || !targets.some(isWorthTelling)) return [];
      const data: ExposureParams = { uri, address: first.address };
      return [{ range: rangeOf(first.at), data }];
    });
  };
}

export function resolvedCodeLens({ folders, language }: Components) {
  return async (lens: CodeLens): Promise<CodeLens> => {
    const { uri, address } = lens.data as ExposureParams;
    const units = (await folders.around(uri)).flatMap((one) => one.units);
    const targets = targetsNamed(targetsIn(units, pathOf(uri) ?? ''), address);
    const rows = targets.flatMap(publicRows);
    const idle = targets.map(({ unit, group }) => (group ? idleRules(unit.model, group) : 0));
    // The same rules count once, however often their module is called.
    const title = lensTitle(rows, Math.max(0, ...idle))[language()];
    return { ...lens, command: { title, command, arguments: [uri, address] } };
  };
}

/** All that stand where this one stands. */
export function targetsNamed(places: ReadonlyMap<number, readonly Target[]>, address: string): readonly Target[] {
  return [...places.values()].find((targets) => targets.some((one) => one.address === address)) ?? [];
}
