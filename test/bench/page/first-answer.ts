import { createEmulator } from 'cloudapi-emulator';
import { setupEmulator } from 'cloudapi-emulator/browser';
import { callRequest } from '../subjects.ts';

const query = new URL(location.href).searchParams;
const name = query.get('database') ?? '';

/** A full quota, made call by call, as it comes about in a page. */
async function fill(): Promise<void> {
  const emulator = createEmulator({ name, limits: { qps: { CreateApiGroup: Infinity } } });
  for (let group = 0; group < 100; group += 1) {
    const { GroupId } = await emulator.call('CreateApiGroup', { GroupName: `Group_${group}` });
    for (let model = 0; model < 10; model += 1) {
      await emulator.call('CreateModel', {
        GroupId,
        ModelName: `Model_${model}`,
        Schema: JSON.stringify({
          type: 'object',
          properties: { city: { type: 'string' }, temperature: { type: 'number' } },
        }),
      });
    }
  }
  await emulator.dispose();
}

/** As a page does: start the worker, then fetch. */
async function answerThroughMsw(): Promise<Response> {
  await setupEmulator({ name }).start({ quiet: true });
  return fetch(firstCall());
}

const firstCall = (): Request => callRequest({ Action: 'DescribeApiGroups' });

if (query.has('fill')) await fill();
const start = query.has('alone') ? performance.now() : 0;
const response = query.has('alone')
  ? await createEmulator({ name }).handle(firstCall())
  : await answerThroughMsw();
await response.json();
// Without `alone`, since the browser began to load the page.
Object.assign(globalThis, { milliseconds: performance.now() - start });
