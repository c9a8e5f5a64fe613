import { expect, test } from 'vitest';
import { portsProblem, readCidrs } from '../../client/commands/whitelist-input.ts';
import { t } from './translate.ts';

test('addresses and blocks of both families, with commas or spaces, as they should be written', () => {
  expect(readCidrs('203.0.113.9, 198.51.100.0/24  2001:db8::/32，10.0.0.0/8', t)).toEqual({
    cidrs: ['203.0.113.9/32', '198.51.100.0/24', '2001:db8::/32', '10.0.0.0/8'],
    problem: undefined,
  });
});

test.each([
  ['', 'Write an address or a CIDR block, such as 203.0.113.0/24'],
  ['office', 'This is no address or CIDR block: office'],
  ['10.0.0.0/33', 'This is no address or CIDR block: 10.0.0.0/33'],
  ['203.0.113.9/24', '203.0.113.9/24 is not the start of its block: write 203.0.113.0/24'],
  ['0.0.0.0/0', '0.0.0.0/0 is everyone: a white list needs less'],
  ['10.0.0.0/8, ::/0', '::/0 is everyone: a white list needs less'],
])('"%s" is refused: %s', (text, problem) => {
  expect(readCidrs(text, t)).toEqual({ cidrs: [], problem });
});

test.each(['443', 'tcp 443', 'UDP 53', '8000-8100', 'tcp 8000/8100', ' 22 ', 'all'])(
  'ports "%s" can be read',
  (text) => {
    expect(portsProblem(text, t)).toBeUndefined();
  },
);

test.each([
  ['', 'Write ports, such as 443, tcp 8000-8100 or udp 53'],
  ['tcp', 'Write ports, such as 443, tcp 8000-8100 or udp 53'],
  ['ssh', 'This is no port or range: ssh'],
  ['80, 443', 'This is no port or range: 80, 443'],
  ['all 22', 'This is no port or range: all 22'],
  ['8100-8000', 'This range runs backwards: 8100-8000'],
  ['tcp 70000', 'Ports are from 1 to 65535: 70000'],
])('ports "%s" are refused: %s', (text, problem) => {
  expect(portsProblem(text, t)).toBe(problem);
});
