/** What mends a selector that selects nothing: the labels of the workload that it was most likely written for. */
import type { Change, Fix } from '../../changes/change.ts';
import { fixOf, isLiteral, put } from '../../changes/objects.ts';
import { nearest } from '../../config/nearest.ts';
import type { KubernetesObject, StringMap, Workload } from '../../network/kubernetes.ts';
import { sameNamespace } from '../../network/label-selectors.ts';
import { titleOf } from './wording.ts';

interface Candidate {
  readonly workload: Workload;
  /** Labels that have another value there. */
  readonly changed: readonly (readonly [key: string, wanted: string])[];
  /** Labels that the workload's pods do not have. */
  readonly absent: readonly string[];
}

/**
 * @param path where the selector's labels stand in the object
 * @param workloads those that may be meant
 */
export function selectorFixes(
  object: KubernetesObject,
  selector: StringMap,
  path: readonly string[],
  workloads: readonly Workload[],
): readonly Fix[] {
  const candidates = workloads
    .filter((workload) => !workload.runsToCompletion && sameNamespace(object, workload) !== 'no')
    .flatMap((workload) => candidateOf(selector, workload));
  const least = Math.min(...candidates.map(effort));
  const easiest = candidates.filter((one) => effort(one) === least);
  const alike = easiest.filter((one) => isAlike(selector, one));
  const offered = alike.length > 0 ? alike : easiest;
  // Of several that differ in the same way none is more likely.
  if (offered.length > 1) return [];
  return offered.flatMap(({ workload, changed, absent }) => {
    const what = changed.map(([key, wanted]) => `${key}=${wanted}`).join(', ');
    const name = titleOf(workload);
    return fixOf({ en: `Select ${name}${what && ` (${what})`}`, zh: `选中 ${name}${what && `（${what}）`}` }, [
      changed.flatMap(([key, by]): Change[] => {
        const entry = selector.entries.get(key);
        return entry ? [{ kind: 'replace', resource: object.resource, at: entry.value.at, by }] : [];
      }),
      ...absent.map((key) => put(object.resource, [...path, key], undefined)),
    ]);
  });
}

function effort({ changed, absent }: Candidate): number {
  return changed.length + absent.length;
}

/** Are the labels that differ spelt almost the same? */
function isAlike({ entries }: StringMap, { changed }: Candidate): boolean {
  return changed.every(([key, wanted]) => {
    const written = entries.get(key)?.value;
    return written?.kind === 'known' && nearest(written.value, [wanted]) !== undefined;
  });
}

/** Only where something of the selector remains, and all of it stands in the files as it is. */
function candidateOf({ entries, incomplete }: StringMap, workload: Workload): readonly Candidate[] {
  const { podLabels } = workload;
  if (incomplete || podLabels.incomplete) return [];
  const changed: [string, string][] = [];
  const absent: string[] = [];
  for (const [key, { value }] of entries) {
    const label = podLabels.entries.get(key)?.value;
    if (!label) absent.push(key);
    else if (!isLiteral(label) || !isLiteral(value)) return [];
    else if (label.value !== value.value) changed.push([key, label.value]);
  }
  return absent.length < entries.size && changed.length + absent.length > 0 ? [{ workload, changed, absent }] : [];
}
