import { createEmulator } from 'cloudapi-emulator';
import { expect, test } from 'vitest';

test('an override is not overridden again, whichever way the call came', async () => {
  const emulator = createEmulator({
    storage: 'memory',
    errors: {
      NotFoundModel: { code: 'RepeatedModelName' },
      RepeatedModelName: { code: 'Another' },
    },
  });
  const { GroupId } = await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
  await expect(emulator.call('DeleteModel', { GroupId, ModelName: 'none' })).rejects.toMatchObject({
    code: 'RepeatedModelName',
  });
  const query = `Action=DeleteModel&Version=2016-07-14&Format=JSON&GroupId=${GroupId}&ModelName=none`;
  const url = `https://apigateway.cn-hangzhou.aliyuncs.com/?${query}`;
  expect(await (await emulator.handle(new Request(url))).json()).toMatchObject({ Code: 'RepeatedModelName' });
  expect(emulator.journal.entries().map(({ code }) => code)).toEqual([
    undefined,
    'RepeatedModelName',
    'RepeatedModelName',
  ]);
});

test('a limit that is set while a read is under way holds from the next call on', async () => {
  const emulator = createEmulator({ name: crypto.randomUUID() });
  const reading = emulator.call('DescribeApiGroups', {});
  emulator.setLimits({ qps: { DescribeApiGroups: 0 } });
  expect((await reading).TotalCount).toBe(0);
  await expect(emulator.call('DescribeApiGroups', {})).rejects.toMatchObject({ code: 'Throttling.User' });
  await emulator.dispose();
});
