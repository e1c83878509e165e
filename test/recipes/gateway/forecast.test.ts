import { test as base } from 'cloudapi-emulator/vitest';
import { expect } from 'vitest';
import { readForecast } from './forecast.ts';
import { backend, weather } from './weather.ts';

const test = base.extend({ cloudapiOptions: { fixture: weather, backend } });

test('shows the forecast', async ({ cloudapi }) => {
  expect(await readForecast('杭州')).toEqual({ weather: 'sunny' });
  expect(cloudapi).toHaveReceived({ api: 'Forecast', stage: 'RELEASE', parameters: { city: '杭州' } });
});

test('says why the gateway refuses', async ({ cloudapi }) => {
  cloudapi.setLimits({ subDomainCallsPerDay: 1 });
  await readForecast('Hangzhou');
  await expect(readForecast('Hangzhou')).rejects.toThrow('Throttled by INNER DOMAIN Flow Control');
});

test('says that the gateway has timed out', async ({ cloudapi }) => {
  cloudapi.faults.add({ api: 'Forecast', error: 'D504TO', times: 1 });
  await expect(readForecast('Hangzhou')).rejects.toThrow('Backend service request timeout');
});

test('reads the alarms from the back end', async () => {
  const response = await fetch('https://a0b1c2d3e4f548899a0b1c2d3e4f5a6b-cn-hangzhou.alicloudapi.com/alarms');
  expect(await response.json()).toEqual([{ city: 'Hangzhou', alarm: 'storm' }]);
});
