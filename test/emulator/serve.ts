/** `npm run emulator`: the sample account on loopback, to try live features without an account. Ctrl+C ends it. */
import { parseArgs } from 'node:util';
import { generateAccount } from './account/generate.ts';
import { sampleAccount } from './account/sample.ts';
import { startControl } from './control.ts';
import type { AccessKey } from './keys.ts';
import { owner, reader } from './sample-keys.ts';

import { startEmulator } from './start.ts';

const usage = `usage: npm run emulator -- [--port PORT] [--groups NUMBER] [--latency MILLISECONDS] [--control]
  --groups   a generated account with so many security groups instead of the sample
  --control  a second port, for looking into it from another process (test/emulator/control.ts)`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    groups: { type: 'string' },
    latency: { type: 'string', default: '0' },
    control: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(usage);
  process.exit(0);
}

serve();

async function serve(): Promise<void> {
  const emulator = await startEmulator({
    account: values.groups ? generateAccount({ groups: Number(values.groups), seed: 1 }) : sampleAccount(),
    keys: [owner, reader],
    port: Number(values.port),
    latency: Number(values.latency),
  });

  console.log(`Emulator of Alibaba Cloud at http://${emulator.endpoint} (Ctrl+C ends it)

Environment variables:
  export ALIBABA_CLOUD_ACCESS_KEY_ID=${owner.id}
  export ALIBABA_CLOUD_ACCESS_KEY_SECRET=${owner.secret}

Or profiles for ~/.aliyun/config.json; "reader" may change nothing:
${JSON.stringify(
  {
    current: 'emulator',
    profiles: [profile('emulator', owner), profile('reader', reader)],
  },
  undefined,
  2,
)}

Endpoint for the SDK: { endpoint: '${emulator.endpoint}', protocol: 'HTTP' }`);
  const control = values.control ? await startControl(emulator) : undefined;
  if (control) console.log(`Control: http://127.0.0.1:${control.port}`);

  process.once('SIGINT', async () => {
    control?.close();
    await emulator.close();
    console.log(`\nRequests served: ${emulator.requests.length}`);
  });
}

function profile(name: string, key: AccessKey) {
  return { name, mode: 'AK', access_key_id: key.id, access_key_secret: key.secret, region_id: 'cn-hangzhou' };
}
