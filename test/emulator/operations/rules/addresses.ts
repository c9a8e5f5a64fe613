import { isIPv4, isIPv6 } from 'node:net';

export function isIpv4Block(text: string): boolean {
  return isBlock(text, isIPv4, 32);
}

export function isIpv6Block(text: string): boolean {
  return isBlock(text, isIPv6, 128);
}

/** An address, or an address with a prefix length. */
function isBlock(text: string, isAddress: (text: string) => boolean, longest: number): boolean {
  const [address = '', length, ...more] = text.split('/');
  if (more.length > 0 || !isAddress(address)) return false;
  return length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= longest);
}
