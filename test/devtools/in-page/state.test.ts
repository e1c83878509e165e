import type { Emulator } from 'cloudapi-emulator';
import { beforeEach, expect, test } from 'vitest';
import { click, fill, findAll, see, seeNo } from './find.ts';
import { openPanel } from './panel.ts';

const ROW = 'button.row';

const weather = {
  groups: [
    {
      GroupName: 'Weather',
      Tag: { team: 'sky' },
      Models: ['Climate'],
      Apis: [
        {
          ApiName: 'Forecast',
          Path: '/forecast/[city]',
          AuthType: 'ANONYMOUS',
          Mock: { Body: { weather: 'sunny' } },
          Stage: 'RELEASE',
        },
        {
          ApiName: 'Alarms',
          AuthType: 'ANONYMOUS',
          RequestConfig: { RequestProtocol: 'HTTP', RequestHttpMethod: 'POST', RequestPath: '/alarms' },
          ServiceConfig: { ServiceAddress: 'http://alarms.internal' },
          Stage: 'TEST',
        },
      ],
    },
    { GroupName: 'Traffic' },
  ],
} as const;

let emulator: Emulator;
beforeEach(() => {
  emulator = openPanel({ tab: 'state' }, { fixture: weather, limits: { apisPerGroup: 4 } });
});

const apis = async () => (await emulator.snapshot()).apis;

async function openApi(name: string): Promise<void> {
  await click(ROW, 'Weather');
  await click(ROW, name);
  await see('h2', name);
}

test('a group shows what it has, how much of each quota is used, and its APIs with their stages', async () => {
  await click(ROW, 'Weather');
  expect((await see('.quota', 'APIs')).textContent).toMatch(/2 of 4/);
  expect((await see('.quota', 'Models')).textContent).toMatch(/1 of ∞/);
  await see('.scope', '2 of 100 groups');
  const rows = findAll(ROW).map(({ textContent }) => textContent.replaceAll(/\s+/g, ' ').trim());
  expect(rows).toEqual([
    'Weather 2 APIs · 1 model',
    'Forecast GET /forecast/[city] · PRIVATE RELEASE',
    'Alarms POST /alarms · PRIVATE TEST',
    expect.stringContaining('Climate'),
    'Traffic 0 APIs · 0 models',
  ]);
});

test.each([
  ['an API by its path', '/forecast/', ['Weather', 'Forecast']],
  ['a model by its name', 'clim', ['Weather', 'Climate']],
  ['a group by a tag', 'team: sky', ['Weather']],
  ['a group by its name', 'traff', ['Traffic']],
])('the search finds %s', async (_what, text, names) => {
  await see(ROW, 'Traffic');
  await fill('input', 'Search', text);
  await expect.poll(() => findAll(`${ROW} .name`).map(({ textContent }) => textContent)).toEqual(names);
});

test('the search finds an API by its id', async () => {
  const [, alarms] = await apis();
  await see(ROW, 'Traffic');
  await fill('input', 'Search', alarms?.apiId ?? '');
  await expect
    .poll(() => findAll(`${ROW} .name`).map(({ textContent }) => textContent))
    .toEqual(['Weather', 'Alarms']);
});

test('an API is made by the form, from the examples that its parameters have', async () => {
  await click(ROW, 'Traffic');
  await click('button', 'New API');
  await fill('input', 'ApiName', 'Roads');
  await click('button', /^CreateApi$/);
  await see('h2', 'Roads');
  expect(await apis()).toHaveLength(3);
  await see('.address', /GET http:\/\/[0-9a-f]{32}-cn-hangzhou\.alicloudapi\.com\/forecast$/);
  await see('.hint', 'No stage runs this API yet');
});

test('what is refused of JSON is marked at its place, whatever the case of its keys', async () => {
  await click(ROW, 'Traffic');
  await click('button', 'New API');
  await fill('input', 'ApiName', 'Roads');
  // The editor itself has to be there, which has a chunk of its own.
  await see('.cm-content', 'RequestConfig');
  const field = findAll('#RequestConfig')[0] as HTMLElement & { value: string };
  field.value = '{\n  "requestHttpMethod": "FETCH",\n  "requestPath": "/roads"\n}';
  field.dispatchEvent(new Event('input'));
  await click('button', /^CreateApi$/);
  await see('[role=alert]', 'InvalidRequestConfig');
  await see('.places button', 'Line 2: RequestConfig.RequestHttpMethod must be GET');
  expect((await see('.cm-lintRange-error')).textContent).toBe('"FETCH"');
  expect(await apis()).toHaveLength(2);
});

test('a name that is refused is said at its field', async () => {
  await click('button', 'New group');
  await fill('input', 'GroupName', 'no');
  await click('button', /^CreateApiGroup$/);
  await see('.field .error', 'A group name has 4 to 50 characters.');
  expect(findAll('[aria-invalid=true]').map(({ id }) => id)).toEqual(['GroupName']);
});

test('an API is deployed to a stage, edited, seen to differ there, and taken off it', async () => {
  await openApi('Forecast');
  await click('button', 'PRE: Deploy');
  await fill('input', 'Description', 'Try it');
  await click('button', /^DeployApi$/);
  await see('button', 'PRE: Undeploy');
  await see('.stage', /PRE deployed Version \d{17}.*Try it/);

  await click('button', /^Edit$/);
  await fill('select', 'Visibility', 'PUBLIC');
  await click('button', /^ModifyApi$/);
  await see('.stage', 'PRE edited since');
  await click('button', /^PRE$/);
  await see('.card.warn', 'Edited since it was deployed: Visibility.');

  await click('button', 'PRE: Undeploy');
  await click('button', 'PRE: Really undeploy?');
  await see('.stage', 'PRE not deployed');
  const [forecast] = await apis();
  expect(Object.keys(forecast?.deployments ?? {})).toEqual(['RELEASE']);
  expect(forecast?.definition).toMatchObject({
    visibility: 'PUBLIC',
    requestConfig: { RequestPath: '/forecast/[city]' },
  });
});

test('an API that a stage runs is not deleted, and the reason is shown', async () => {
  await openApi('Forecast');
  await click('button', /^Delete$/);
  await click('button', 'Really delete?');
  await see('[role=alert]', 'RELEASE');
  expect(await apis()).toHaveLength(2);
  await click('button', 'RELEASE: Undeploy');
  await click('button', 'RELEASE: Really undeploy?');
  await see('.stage', 'RELEASE not deployed');
  await click('button', /^Delete$/);
  await click('button', 'Really delete?');
  await seeNo(ROW, 'Forecast');
  expect(await apis()).toHaveLength(1);
});

test('an API is called at its stage, and its answer is shown', async () => {
  await openApi('Forecast');
  await fill('input', 'city', 'Xi an');
  await see('.address', '/forecast/Xi%20an');
  await click('button', /^Call$/);
  await see('.outcome', '200');
  expect((await see('pre', 'Body')).textContent).toBe('{\n  "weather": "sunny"\n}');
  await see('th', 'x-ca-request-id');
  expect(emulator.journal.find({ via: 'subdomain' })).toMatchObject([
    { api: 'Forecast', stage: 'RELEASE', parameters: { city: 'Xi an' }, status: 200 },
  ]);
  await fill('select', 'Stage', 'TEST');
  await click('button', /^Call$/);
  await see('.card.bad', /TEST has nothing at this path, unlike RELEASE:/);
});

test('a call that nothing answers says what to do', async () => {
  await openApi('Alarms');
  await see('.hint', 'the option “backend” answers for it');
  await click('button', /^Call$/);
  await see('.card.bad', 'Set Mock to TRUE and a MockResult');
  await see('pre', 'backend');
  await click('button', 'See it in Calls');
  await see(ROW.replace('button', ''), 'POST /alarms');
});

test('tags are added and removed', async () => {
  await openApi('Alarms');
  await click('button', 'Add tags');
  await fill('input', 'Key 1', 'owner');
  await fill('input', 'Value 1', 'lin');
  await click('button', /^TagResources$/);
  await see('.tag-list .chip', 'owner: lin');
  expect((await apis())[1]?.tags).toEqual([{ Key: 'owner', Value: 'lin' }]);
  await click('button', 'Remove the tag owner');
  await see('.tag-list', 'No tags.');
});

test('of 1,000 models in a group only those in view are in the document', async () => {
  const Models = Array.from({ length: 1000 }, (_, index) => `Model${index}`);
  await emulator.seed({ groups: [{ GroupName: 'Harbour', Models }] });
  await click(ROW, 'Harbour');
  await see('[role=listitem][aria-setsize="1004"]');
  expect(findAll(ROW).length).toBeLessThan(60);
});

test('a long tag does not push its button out of the panel', async () => {
  const long = { ['k'.repeat(128)]: '雨'.repeat(128) };
  await emulator.seed({ groups: [{ GroupName: 'Harbour', Tag: long }] });
  await click('button.row', 'Harbour');
  const remove = await see('button', 'Remove the tag');
  const panel = (await see('.panel')).getBoundingClientRect();
  expect(remove.getBoundingClientRect().right).toBeLessThanOrEqual(panel.right);
});
