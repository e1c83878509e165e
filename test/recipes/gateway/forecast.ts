/** The address of the group, as your application's configuration has it. */
const API = 'https://a0b1c2d3e4f548899a0b1c2d3e4f5a6b-cn-hangzhou.alicloudapi.com';

/** Reads the forecast for a city, from the API that API Gateway publishes. */
export async function readForecast(city: string): Promise<{ readonly weather: string }> {
  const response = await fetch(`${API}/forecast/${encodeURIComponent(city)}?unit=C`);
  // The gateway's own refusals have an empty body, and say why in a header.
  const reason = response.headers.get('x-ca-error-message');
  if (!response.ok) throw new Error(reason ?? `The forecast answered ${response.status}.`);
  return (await response.json()) as { readonly weather: string };
}
