import { expect, test } from 'vitest';
import {
  hasPorts,
  parseProtocol,
  protocolCovers,
  protocolName,
  protocolsOverlap,
} from '../../../core/network/protocol.ts';

test.each([
  ['tcp', 'tcp'],
  ['TCP', 'tcp'],
  [' Udp ', 'udp'],
  ['ICMP', 'icmp'],
  ['ICMPv6', 'icmpv6'],
  ['gre', 'gre'],
  ['ALL', 'all'],
  ['6', 'tcp'],
  ['17', 'udp'],
  ['1', 'icmp'],
  ['58', 'icmpv6'],
  ['47', 'gre'],
  ['132', 'sctp'],
  ['50', 50],
  ['0', 0],
  ['255', 255],
])('%j is the protocol %s', (text, protocol) => {
  expect(parseProtocol(text)).toBe(protocol);
});

test.each(['', '-1', '256', '06', '6.0', 'tcp/udp', 'any', 'sctp', 'http', 'constructor'])('%j is refused', (text) => {
  expect(parseProtocol(text)).toBeUndefined();
});

test('names that only some attributes take', () => {
  expect(parseProtocol('Any', { any: true })).toBe('all');
  expect(parseProtocol('SCTP', { sctp: true })).toBe('sctp');
});

test('only transport protocols have ports', () => {
  expect((['tcp', 'udp', 'sctp', 'icmp', 'icmpv6', 'gre', 'all', 50] as const).filter(hasPorts)).toEqual([
    'tcp',
    'udp',
    'sctp',
  ]);
});

test('all covers everything, everything else only itself', () => {
  expect(protocolCovers('all', 50)).toBe(true);
  expect(protocolCovers('tcp', 'tcp')).toBe(true);
  expect(protocolCovers('tcp', 'all')).toBe(false);
  expect(protocolCovers('icmp', 'icmpv6')).toBe(false);
  expect(protocolsOverlap('tcp', 'all')).toBe(true);
  expect(protocolsOverlap('tcp', 'udp')).toBe(false);
  expect(protocolsOverlap(50, 50)).toBe(true);
});

test('names for people', () => {
  expect((['tcp', 'icmpv6', 'all', 50] as const).map(protocolName)).toEqual(['TCP', 'ICMPv6', 'ALL', 'protocol 50']);
});
