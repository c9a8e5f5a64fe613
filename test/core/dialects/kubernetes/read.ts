import { readKubernetes } from '../../../../core/dialects/kubernetes/index.ts';
import type { Unit } from '../../../../core/dialects/unit.ts';
import type { KubernetesModel } from '../../../../core/network/kubernetes.ts';
import type { Location } from '../../../../core/text/source.ts';
import { SourceText } from '../../../../core/text/source.ts';
import type { Value } from '../../../../core/values/value.ts';

/** A folder's unit; files by name, in order. */
export function unitOf(files: Readonly<Record<string, string>>): Unit {
  return readKubernetes(Object.entries(files).map(([path, text]) => new SourceText(path, text)));
}

export function modelOf(text: string): KubernetesModel {
  const { kubernetes } = unitOf({ 'shop/a.yaml': text });
  if (!kubernetes) throw new Error('a Kubernetes unit has a model');
  return kubernetes;
}

/** The characters of a place. */
export function charactersAt({ source, start, end }: Location): string {
  return source.text.slice(start, end);
}

/** `value` for what is known, `unknown` or `absent` otherwise. */
export function brief(value: Value<unknown> | undefined): unknown {
  if (value === undefined) return 'absent';
  return value.kind === 'known' ? value.value : value.kind;
}
