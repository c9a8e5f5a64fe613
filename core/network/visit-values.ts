/** Every value of a model, with the field that has it. */
import type { Known, Unknown, Value } from '../values/value.ts';

/** @param holder the entity (or the part of an object) that the field belongs to */
export type VisitValue = (value: Known<unknown>, field: string, holder: Record<string, unknown>) => void;

/** Not the attributes behind an entity, and not where it stands: `at` of an entity is no value. */
const skipped: ReadonlySet<string> = new Set(['resource', 'at']);

/** Calls `visit` for what is known, and for each possibility of what is one of several. */
export function visitValues(
  content: unknown,
  visit: VisitValue,
  field = '',
  holder: Record<string, unknown> = {},
): void {
  if (typeof content !== 'object' || content === null) return;
  if (isValue(content)) {
    if (content.kind === 'known') visit(content, field, holder);
    else if (content.kind === 'oneOf') for (const option of content.options) visitValues(option, visit, field, holder);
  } else if (Array.isArray(content)) for (const item of content) visitValues(item, visit, field, holder);
  else if (content instanceof Map) for (const member of content.values()) visitValues(member, visit, field, holder);
  else {
    const fields = content as Record<string, unknown>;
    for (const name in fields) if (!skipped.has(name)) visitValues(fields[name], visit, name, fields);
  }
}

const kinds: ReadonlySet<unknown> = new Set<(Value | Unknown)['kind']>(['known', 'unknown', 'oneOf']);

/** An entity may have a field `kind` too, which then is a value itself or a Kubernetes kind. */
function isValue(content: object): content is Value<unknown> {
  return 'kind' in content && kinds.has(content.kind) && 'at' in content;
}
