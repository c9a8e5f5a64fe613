// Whatever goes wrong on the way to the account is a row in its region that says what to do, in the view as on the
// command line, and nothing that was not read is shown as closed.
import { describe, expect, test } from 'vitest';
import { summaryOf } from '../../../cli/snapshot/summary.ts';
import { takeSnapshot } from '../../../cloud/main.ts';
import { emulate, requestFor } from '../../cloud/account.ts';
import type { Fault } from '../../emulator/faults.ts';
import { nodesIn, opened } from './sample.ts';

const region = 'cn-hangzhou';
const faults: readonly (readonly [string, Fault, RegExp])[] = [
  ['throttling', { kind: 'throttle' }, /too many in a short time.*Wait a minute/],
  ['a page of a captive portal', { kind: 'html', status: 200 }, /answered with a web page.*Sign in to the network/],
  ["a proxy's error page", { kind: 'html', status: 502 }, /answered with a web page.*let the proxy pass/],
  ['an answer that is cut off', { kind: 'truncated' }, /Something between here and Alibaba Cloud/],
  ['a cut connection', { kind: 'drop', when: 'after' }, /could not be reached. Check the network.*ECONNRESET/],
  ['a failure of the service', { kind: 'error', status: 503, code: 'ServiceUnavailable' }, /report the request id/],
  ['a missing permission', { kind: 'error', status: 403, code: 'Forbidden.RAM' }, /allow it in RAM.*ecs:Describe/],
];

describe.each(faults)('%s', (_, fault, words) => {
  test.each([
    ['DescribeSecurityGroups', 'Not read: ECS securityGroups'],
    ['DescribeSecurityGroupAttribute', 'Not read: ECS sg-'],
    ['DescribeInstances', 'Not read: ECS instances'],
  ])('of %s is told there, and is gone when it is over', async (action, label) => {
    const emulator = await emulate({
      faults: [{ fault, action, region, times: Number.POSITIVE_INFINITY }],
    });
    const request = { ...requestFor(emulator), products: ['ecs'] as const, regions: [region, 'cn-shanghai'] };
    const snapshot = await takeSnapshot(request);
    const nodes = nodesIn((await opened(snapshot)).tree('vpc'));
    const told = nodes.filter(({ kind }) => kind === 'problem');
    expect(told.length).toBeGreaterThan(0);
    for (const node of told) {
      expect(node.region).toBe(region);
      expect(node.label).toContain(label);
      expect(node.description).toMatch(words);
      expect(node.spoken).toContain(node.description);
    }
    const here = nodes.filter((node) => node.kind === 'group' && node.region === region);
    if (action === 'DescribeSecurityGroups') expect(here).toEqual([]);
    else expect(here.length).toBeGreaterThan(0);
    if (action === 'DescribeSecurityGroupAttribute') {
      expect(new Set(here.map(({ risk }) => risk))).toEqual(new Set(['unknown']));
    }
    const lines = summaryOf(snapshot, undefined).map(({ en }) => en);
    expect(lines.find((line) => line.startsWith('Not read:'))).toMatch(words);
    emulator.faults.clear();
    const again = nodesIn((await opened(await takeSnapshot(request))).tree('vpc'));
    expect(again.filter(({ kind }) => kind === 'problem')).toEqual([]);
  });
});
