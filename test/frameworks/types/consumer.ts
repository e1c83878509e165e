import { createEmulator, CloudApiError } from 'cloudapi-emulator';
import type { Emulator, EmulatorOptions } from 'cloudapi-emulator';
import { setupEmulator as setupInBrowser } from 'cloudapi-emulator/browser';
import { signedFetch } from 'cloudapi-emulator/client';
import { handlers } from 'cloudapi-emulator/handlers';
import { setupEmulator as setupInNode } from 'cloudapi-emulator/node';
import { checkModelSchema } from 'cloudapi-emulator/schema';

const options: EmulatorOptions = { storage: 'memory', fixture: { groups: ['Weather'] } };

export async function consume(): Promise<string> {
  const emulator: Emulator = createEmulator(options);
  await setupInBrowser({ expose: true }).start();
  await setupInNode({ guard: true }).start();
  await signedFetch({ accessKeyId: 'any', accessKeySecret: 'any' }, 'DescribeRegions', {});
  if (checkModelSchema('{}').issues.length > 0) throw new CloudApiError('InvalidSchema');
  const served: number = handlers(emulator, { endpoints: ['/api/cloudapi'] }).length;
  const { GroupId } = await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
  // @ts-expect-error A type that resolves to `any` would let this pass.
  emulator.call('CreateApiGroup', { GroupName: 1 });
  // @ts-expect-error The same.
  setupInNode({ unknown: true });
  return `${GroupId} ${served}`;
}
