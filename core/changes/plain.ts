/** What a change writes: plain data, or an expression of the file's own language. */

export type Plain = string | number | boolean | Expression | readonly Plain[] | { readonly [key: string]: Plain };

/** Text that stands in the file as it is: `alicloud_vpc.main.cidr_block`, `!Ref VpcCidr`. */
export class Expression {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export function isMapping(plain: Plain): plain is { readonly [key: string]: Plain } {
  return typeof plain === 'object' && !Array.isArray(plain) && !(plain instanceof Expression);
}

export function isSequence(plain: Plain): plain is readonly Plain[] {
  return Array.isArray(plain);
}
