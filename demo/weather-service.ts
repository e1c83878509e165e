import type { Backend } from 'cloudapi-emulator';
import { conditions } from './portal/forecast.ts';
import type { Condition, Day, Forecast } from './portal/forecast.ts';

const DAYS = 4;
const DAY_MS = 86_400_000;

/** What stands behind the portal's forecast APIs: a service that has some weather for every city. */
export const weatherService: Backend = (request) => {
  const city = decodeURIComponent(new URL(request.url).pathname.replace('/v1/', ''));
  const forecast: Forecast = {
    city,
    days: Array.from({ length: DAYS }, (_, index) => dayOf(city, index)),
  };
  return Response.json(forecast);
};

/** The same city has the same weather each time. */
function dayOf(city: string, index: number): Day {
  const climate = numberOf(city);
  const high = (climate % 32) - 4 + ((climate + index * 5) % 4);
  return {
    date: new Date(Date.now() + index * DAY_MS).toISOString().slice(0, 10),
    condition: conditionAt(high, climate + index),
    high,
    low: high - 4 - ((climate + index) % 5),
  };
}

function conditionAt(degrees: number, turn: number): Condition {
  const condition = conditions[turn % conditions.length] ?? 'cloudy';
  if (condition === 'snow' && degrees > 2) return 'sunny';
  return condition === 'rain' && degrees < 1 ? 'snow' : condition;
}

/** A number that is the city's own. */
function numberOf(city: string): number {
  let number = 88;
  for (const character of city.toLowerCase())
    number = (number * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return number;
}
