import type { Backend, Fixture } from 'cloudapi-emulator';

/** The group with its APIs, under the GroupId that the application's address has. */
export const weather: Fixture = {
  groups: [
    {
      GroupName: 'Weather',
      GroupId: 'a0b1c2d3e4f548899a0b1c2d3e4f5a6b',
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
          RequestConfig: { RequestProtocol: 'HTTPS', RequestHttpMethod: 'GET', RequestPath: '/alarms' },
          ServiceConfig: { ServiceAddress: 'http://alarms.internal', ServicePath: '/v1/alarms' },
          Stage: 'RELEASE',
        },
      ],
    },
  ],
};

/** What stands behind the APIs that are no mock. It gets the request as the gateway sends it. */
export const backend: Backend = (request, api) =>
  new URL(request.url).pathname === '/v1/alarms'
    ? Response.json([{ city: 'Hangzhou', alarm: 'storm' }])
    : new Response(`${api.ApiName} has no back end.`, { status: 404 });
