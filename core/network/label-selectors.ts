/**
 * Which pods a selector selects, by Kubernetes' semantics: all requirements must hold, an empty selector selects
 * everything, `NotIn` and `DoesNotExist` hold where the label is missing. Answers are four-valued, because labels may
 * come from a template.
 */
import { allOf, anyOf, holds, not, type Truth } from '../values/truth.ts';
import type { Value } from '../values/value.ts';
import { entryOf, type KubernetesObject, type LabelSelector, type Requirement, type StringMap } from './kubernetes.ts';

/** A Service's selector: each label with exactly this value. */
export function equalitySelects(selector: StringMap, labels: StringMap): Truth {
  const truths = [...selector.entries].map(([key, { value }]) => sameText(entryOf(labels, key), value));
  // A selector that a template completes can only select less.
  return allOf(...truths, selector.incomplete ? 'unknown' : 'yes');
}

/** A NetworkPolicy's or Gateway's selector. */
export function selects(selector: LabelSelector, labels: StringMap): Truth {
  return allOf(equalitySelects(selector.labels, labels), ...selector.expressions.map((one) => meets(labels, one)));
}

/** Does it select everything? */
export function isEmptySelector({ labels, expressions }: LabelSelector): Truth {
  if (labels.entries.size > 0 || expressions.length > 0) return 'no';
  return labels.incomplete ? 'unknown' : 'yes';
}

function meets(labels: StringMap, { key, operator, values }: Requirement): Truth {
  if (key?.kind !== 'known' || operator?.kind !== 'known') return 'unknown';
  const label = entryOf(labels, key.value);
  switch (operator.value) {
    case 'In':
      return anyOf('no', ...values.map((value) => sameText(label, value)));
    case 'NotIn':
      return not(anyOf('no', ...values.map((value) => sameText(label, value))));
    case 'Exists':
      return exists(label);
    case 'DoesNotExist':
      return not(exists(label));
    default:
      return 'unknown';
  }
}

function exists(label: Value<string> | undefined): Truth {
  if (label === undefined) return 'no';
  // An unknown value may also be a whole set of labels that a template writes.
  return label.kind === 'unknown' ? 'unknown' : 'yes';
}

/** Two texts are the same; a text that is not there is the same as none. */
export function sameText(a: Value<string> | undefined, b: Value<string> | undefined): Truth {
  if (a === undefined || b === undefined) return a === b ? 'yes' : 'no';
  if (b.kind !== 'known') return a.kind === 'known' ? holds(b, (text) => text === a.value) : 'unknown';
  return holds(a, (text) => text === b.value);
}

/**
 * Do two objects live in one namespace? Where only one of them names its namespace, the other goes wherever `kubectl`
 * or Kustomize puts it, which may well be the same: unknown.
 */
export function sameNamespace(a: KubernetesObject, b: KubernetesObject): Truth {
  if ((a.namespace === undefined) !== (b.namespace === undefined)) return 'unknown';
  return sameText(a.namespace, b.namespace);
}
