import { setupEmulator } from 'cloudapi-emulator/node';
import { createGroup } from './create-group';

const { emulator, start, stop } = setupEmulator({ endpoints: ['/api/cloudapi'] });

beforeAll(() => start());
beforeEach(() => emulator.reset());
afterAll(() => stop());

test('creates a group', async () => {
  expect(document.body).toBeDefined();
  expect(await createGroup('Weather')).toMatch(/^[0-9a-f]{32}$/);
  expect(emulator.journal.find({ action: 'CreateApiGroup' })).toHaveLength(1);
});

test('says why a name that is taken is refused', async () => {
  await emulator.seed({ groups: ['Weather'] });
  await expect(createGroup('Weather')).rejects.toThrow('The specified ApiGroup is repeated.');
});
