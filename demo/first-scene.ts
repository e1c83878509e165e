import type { Fixture } from 'cloudapi-emulator';
import { forecastApi } from './portal/forecast.ts';

/** A JSON Schema, laid out for people. */
function schema(properties: object, required: readonly string[]): string {
  return JSON.stringify({ type: 'object', properties, required }, undefined, 2);
}

const city = schema({ name: { type: 'string' }, country: { type: 'string' } }, ['name']);
const alert = schema(
  { level: { enum: ['yellow', 'orange', 'red'] }, until: { type: 'string', format: 'date-time' } },
  ['level'],
);
const forecast = schema(
  {
    city: { type: 'string' },
    days: { type: 'array', items: { type: 'object', properties: { high: { type: 'integer' } } } },
  },
  ['city', 'days'],
);

/** What the portal's account holds at first. @param say chooses between English and Chinese. */
export function firstScene(say: (english: string, chinese: string) => string): Fixture {
  return {
    groups: [
      {
        GroupName: say('Air_quality', '空气质量'),
        Description: say('Particles and ozone, by the hour', '每小时的颗粒物与臭氧'),
      },
      {
        GroupName: say('Storm_alerts', '风暴预警'),
        Description: say('Warnings before the wind arrives', '在大风到来之前发出警报'),
        BasePath: '/alerts',
        Models: [{ ModelName: 'Alert', Description: say('One warning', '一条预警'), Schema: alert }],
      },
      {
        GroupName: say('City_forecasts', '城市天气预报'),
        Description: say('The next days, city by city', '各个城市未来几天的天气'),
        Models: [
          { ModelName: 'City', Description: say('A place with a name', '一个有名称的地点'), Schema: city },
          {
            ModelName: 'Forecast',
            Description: say('What the API answers', 'API 的返回结果'),
            Schema: forecast,
          },
        ],
        Apis: [{ ...forecastApi('Forecast', '/forecast/[city]'), Stage: 'RELEASE' }],
      },
    ],
  };
}
