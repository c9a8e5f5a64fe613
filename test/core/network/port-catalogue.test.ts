import { expect, test } from 'vitest';
import {
  PORT_CATALOGUE,
  PORT_FAMILIES,
  type PortFamily,
  serviceName,
  servicesIn,
} from '../../../core/network/port-catalogue.ts';
import { PortSet, parsePortList } from '../../../core/network/ports.ts';

const ports = (text: string) => parsePortList(text, { single: true, dash: true }).ports;

// What each family must at least name.
const CONTRACT: Record<PortFamily, string> = {
  admin: '22,3389,5900-5903,5985,5986,2222,10000,3128',
  database: '1433,1521,3306,5432,6379,27017-27019,9042,5984,8123,9000,50000,11211,7687',
  middleware: '2181,9092,5672,15672,61616,9200,9300,5601,8848,9848,20880,9876,10911,8500,4369',
  container: '2375,2376,2379,2380,6443,10250,10255,10256,8472',
  cleartext: '20,21,23,25,69,110,143,389,512-514,873,1883',
  windows: '135,137-139,445,593',
  files: '111,2049',
  development: '3000,5000,8000,8080,8888,9229',
  monitoring: '9090,9100,3000,161',
  blockchain: '7050-7054,8545,8546,30303,26656-26657,8332,8333',
  realtime: '3000-3005,8443,3478,5349,10000-20000',
  edge: '54321',
  web: '80,443',
};

test.each(Object.entries(CONTRACT) as [PortFamily, string][])('%s finds every port of its list', (family, list) => {
  const listed = ports(list);
  const found = PortSet.unionOf(servicesIn(listed, family).map((service) => service.ports));
  expect(listed.subtract(found).toString()).toBe('');
});

test('each port has one service, apart from the ranges for real-time media and signalling', () => {
  const media = PortSet.of(10000, 20000);
  const rows = PORT_CATALOGUE.filter((service) => !service.ports.equals(media));
  expect(rows).toHaveLength(PORT_CATALOGUE.length - 1);
  const shared = rows.flatMap((a, i) =>
    rows
      .slice(i + 1)
      .filter((b) => a.ports.overlaps(b.ports))
      .map((b) => `${a.ports.intersect(b.ports)}: ${a.name}; ${b.name}`),
  );
  expect(shared).toEqual(['3000: development server, Grafana; WebRTC signalling']);
});

test('web is 80 and 443 alone, and no other family names them', () => {
  const web = PortSet.unionOf(servicesIn(PortSet.all, 'web').map((service) => service.ports));
  expect(web.toString()).toBe('80, 443');
  expect(servicesIn(ports('80,443')).map((service) => service.family)).toEqual(['web', 'web']);
});

test('a range that only touches a risky port contains it', () => {
  expect(servicesIn(PortSet.of(20, 30), 'admin').map((service) => service.name)).toEqual(['SSH']);
  expect(servicesIn(PortSet.of(3000, 4000), 'database').map((service) => service.name)).toContain('MySQL');
  expect(servicesIn(PortSet.of(9999, 10000), 'realtime').map((service) => service.name)).toEqual(['WebRTC media']);
  expect(servicesIn(PortSet.of(9999, 10000), 'admin').map((service) => service.name)).toEqual(['Webmin, HiveServer2']);
  expect(servicesIn(PortSet.of(60001, 60010))).toEqual([]);
});

test('the protocol decides which services can be reached', () => {
  expect(servicesIn(ports('22'), 'admin', 'udp')).toEqual([]);
  expect(servicesIn(ports('161'), 'monitoring', 'tcp')).toEqual([]);
  expect(servicesIn(ports('161'), 'monitoring', 'udp')).toHaveLength(1);
  expect(servicesIn(ports('3389'), 'admin', 'udp')).toHaveLength(1);
  expect(servicesIn(PortSet.all, undefined, 'icmp')).toEqual([]);
  expect(servicesIn(PortSet.all, undefined, 'all')).toHaveLength(PORT_CATALOGUE.length);
});

test('a port is called by its own service, not by a range around it', () => {
  expect(serviceName(22)).toBe('SSH');
  expect(serviceName(3000)).toBe('development server, Grafana');
  expect(serviceName(3001)).toBe('WebRTC signalling');
  expect(serviceName(11211)).toBe('Memcached');
  expect(serviceName(12345)).toBe('WebRTC media');
  expect(serviceName(22, 'udp')).toBeUndefined();
  expect(serviceName(60001)).toBeUndefined();
});

test('every family has services, and what is said to people is said in both languages', () => {
  for (const [family, { name }] of Object.entries(PORT_FAMILIES) as [
    PortFamily,
    (typeof PORT_FAMILIES)[PortFamily],
  ][]) {
    expect(servicesIn(PortSet.all, family).length, family).toBeGreaterThan(0);
    expect(name.zh).toMatch(/[\u4e00-\u9fff]|Web/);
  }
  const notes = PORT_CATALOGUE.flatMap((service) => service.note ?? []);
  expect(notes.length).toBeGreaterThan(5);
  for (const note of notes) {
    expect(note.en).toMatch(/\.$/);
    expect(note.zh).toMatch(/。$/);
  }
});
