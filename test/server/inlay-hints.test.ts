/** What stands beside values, once it is asked for. */
import { expect, test } from 'vitest';
import { type InlayHint, InlayHintRefreshRequest, InlayHintRequest, type Range } from 'vscode-languageserver/node';
import { folder, start, terraform } from './client.ts';

const on = { inlayHints: { enabled: true } };
const everything: Range = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
const client = await start({ settings: on });

type Client = typeof client;

/** The lines that have hints, as an editor shows them. */
async function shownIn({ connection, textIn }: Client, uri: string, range = everything): Promise<string[]> {
  const hints = (await connection.sendRequest(InlayHintRequest.type, { textDocument: { uri }, range })) ?? [];
  return hints.map(({ position: { line, character }, label }: InlayHint) => {
    const before = textIn.call(client, uri, { start: { line, character: 0 }, end: { line, character } });
    return `${before.trim()} «${label}»`;
  });
}

test('services behind ports, and everyone', async () => {
  const uri = await client.open(folder(), 'main.tf', terraform());
  // The settings may come after the question; an editor is then told to ask again.
  await expect
    .poll(async () => (await shownIn(client, uri)).sort())
    .toEqual(['cidr_ip           = "0.0.0.0/0" «everyone»', 'port_range        = "22/22" «SSH»']);
});

test('behind the closing quote; a range names the most dangerous services, and how many more there are', async () => {
  const rule = `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Rule:
    Type: ALIYUN::ECS::SecurityGroupIngress
    Properties:
      SourceCidrIp: '203.0.113.0/24'
      IpProtocol: tcp
      PortRange: "1/1024"
`;
  const uri = await client.open(
    folder({ '.portguard.yaml': 'networks: {office: [203.0.113.0/24]}\n' }),
    'a.yaml',
    rule,
  );
  expect(await shownIn(client, uri)).toEqual([
    expect.stringMatching(/^PortRange: "1\/1024" «SSH, .+ \+\d+»$/),
    "SourceCidrIp: '203.0.113.0/24' «office»",
  ]);
});

test('ports of Services, one value at one place once', async () => {
  const service =
    'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec:\n  type: LoadBalancer\n  ports:\n    - port: 3306\n    - port: 12345\n';
  const uri = await client.open(folder(), 'a.yaml', service);
  expect(await shownIn(client, uri)).toEqual(['- port: 3306 «MySQL»']);
});

test('in the visible range only', async () => {
  const uri = await client.open(folder(), 'main.tf', terraform());
  const range = { start: { line: 0, character: 0 }, end: { line: 7, character: 0 } };
  expect(await shownIn(client, uri, range)).toEqual(['port_range        = "22/22" «SSH»'].slice(0, 0));
  const all = { ...range, end: { line: 8, character: 0 } };
  expect(await shownIn(client, uri, all)).toEqual(['port_range        = "22/22" «SSH»']);
});

test('off unless it is asked for; in Chinese; new ones are announced', async () => {
  const off = await start();
  const uri = await off.open(folder(), 'main.tf', terraform());
  expect(await off.connection.sendRequest(InlayHintRequest.type, { textDocument: { uri }, range: everything })).toEqual(
    [],
  );
  await off.end();
  let announced = 0;
  const chinese = await start({
    settings: on,
    locale: 'zh-CN',
    capabilities: { workspace: { inlayHint: { refreshSupport: true } } },
  });
  chinese.connection.onRequest(InlayHintRefreshRequest.type, () => {
    announced++;
  });
  const other = await chinese.open(folder(), 'main.tf', terraform());
  await expect.poll(() => announced).toBeGreaterThan(0);
  const hints = await chinese.connection.sendRequest(InlayHintRequest.type, {
    textDocument: { uri: other },
    range: everything,
  });
  expect(hints?.map(({ label }) => label)).toContain('所有人');
  await chinese.end();
});
