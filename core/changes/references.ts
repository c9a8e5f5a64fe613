/** How one resource names another one, in the language and style of its file. */
import type { Resource } from '../dialects/resource.ts';
import { expressionOf } from './networks.ts';
import { Expression, type Plain } from './plain.ts';

/** @param attribute of Terraform's resource; ROS names a resource by itself */
export function referenceFrom(of: Resource, from: Resource, attribute = 'id'): Plain | undefined {
  if (of.dialect === 'terraform') return expressionOf(of, from, attribute);
  const { source } = from.nameAt;
  if (of.dialect !== 'ros' || of.nameAt.source !== source) return undefined;
  return source.text.includes('!Ref ') ? new Expression(`!Ref ${of.address}`) : { Ref: of.address };
}
