/** Fn::Cidr: `[ipBlock, count, cidrBits]`, so many blocks of so many host bits from the beginning of a block. */
import { known, unknown, type Value } from '../../../values/value.ts';
import { combine } from '../combine.ts';
import { argumentValues, type Implementation, malformed, numberOf } from './call.ts';

/** https://www.alibabacloud.com/help/en/ros/user-guide/function-cidr: IPv4, 1 to 256 blocks. */
const maxBlocks = 256;

export const network: Record<string, Implementation> = {
  'Fn::Cidr'(call) {
    const [block, count, bits] = argumentValues(call);
    if (!block || !count || !bits) return malformed(call);
    return combine([block, count, bits], call.at, ([text = null, many = null, host = null]) => {
      const blocks = blocksOf(String(text), numberOf(many), numberOf(host));
      if (!blocks) return unknown('invalid', `${call.name} ${String(text)}`, call.at);
      return known({ type: 'list', items: blocks.map((one): Value => known(one, call.at)) }, call.at);
    });
  },
};

function blocksOf(text: string, count: number | undefined, bits: number | undefined): string[] | undefined {
  const [, address = '', length = ''] = /^\s*(\d+(?:\.\d+){3})\/(\d+)\s*$/.exec(text) ?? [];
  const octets = address.split('.').map(Number);
  const prefix = Number(length);
  const isBlock = address !== '' && octets.every((octet) => octet <= 255) && prefix <= 32;
  if (!isBlock || !isWithin(count, 1, maxBlocks) || !isWithin(bits, 0, 32 - prefix)) return undefined;
  const size = 2 ** bits;
  if (count * size > 2 ** (32 - prefix)) return undefined;
  const number = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  const start = number - (number % 2 ** (32 - prefix));
  return Array.from({ length: count }, (_, i) => `${dotted(start + i * size)}/${32 - bits}`);
}

function isWithin(number: number | undefined, least: number, most: number): number is number {
  return number !== undefined && Number.isInteger(number) && number >= least && number <= most;
}

function dotted(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}
