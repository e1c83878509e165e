const assert = require('node:assert/strict');
const { afterEach, beforeEach, test } = require('node:test');
const { setupEmulator } = require('cloudapi-emulator/node');
const { createGroup, publishForecast } = require('./forecast.js');

let emulator;
let stop;

beforeEach(async () => {
  const setup = setupEmulator({ guard: true });
  ({ emulator, stop } = setup);
  await setup.start();
});

afterEach(() => stop());

test('publishes the forecast', async () => {
  const { groupId, subDomain } = await createGroup('Weather');
  await publishForecast(groupId);
  const response = await fetch(`https://${subDomain}/forecast/Hangzhou`);
  assert.deepEqual(await response.json(), { weather: 'sunny' });
  assert.equal(emulator.journal.find({ action: 'DeployApi' }).length, 1);
});

test('says so if the quota is full', async () => {
  emulator.setLimits({ groupsPerRegion: 1 });
  await createGroup('Weather');
  await assert.rejects(createGroup('Climate'), { code: 'ExceedLimitApiGroup' });
});

test('is let through again a second later', async () => {
  emulator.setLimits({ qps: { CreateApiGroup: 1 } });
  emulator.clock.freeze();
  await createGroup('Weather');
  await assert.rejects(createGroup('Climate'), { code: 'Throttling.User' });
  emulator.clock.advance(1_000);
  await createGroup('Climate');
});
