import type { Fixture } from 'cloudapi-emulator';
import { forecastApi } from './portal/forecast.ts';

const forecast = {
  type: 'object',
  properties: {
    city: { type: 'string' },
    days: { type: 'array', items: { type: 'object', properties: { high: { type: 'integer' } } } },
  },
  required: ['city', 'days'],
};
const alert = {
  type: 'object',
  properties: {
    level: { enum: ['yellow', 'orange', 'red'] },
    until: { type: 'string', format: 'date-time' },
  },
  required: ['level'],
};

/** What the portal's account holds at first. */
export const firstScene: Fixture = {
  groups: [
    { GroupName: 'Air_quality', Description: 'Particles and ozone, by the hour' },
    {
      GroupName: 'Storm_alerts',
      Description: 'Warnings before the wind arrives',
      BasePath: '/alerts',
      Models: [{ ModelName: 'Alert', Description: 'One warning', Schema: laidOut(alert) }],
    },
    {
      GroupName: 'City_forecasts',
      Description: 'The next days, city by city',
      Models: [
        { ModelName: 'City', Description: 'A place with a name', Schema: laidOut({ type: 'object' }) },
        { ModelName: 'Forecast', Description: 'What the API answers', Schema: laidOut(forecast) },
      ],
      Apis: [{ ...forecastApi('Forecast', '/forecast/[city]'), Stage: 'RELEASE' }],
    },
  ],
};

function laidOut(schema: object): string {
  return JSON.stringify(schema, undefined, 2);
}
