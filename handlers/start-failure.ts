/**
 * Gives the error for a worker that did not start. Browsers word a script's failure each in their own way, so the script
 * itself is asked for, and blamed only if it is at fault.
 */
export async function explainStartFailure(
  cause: unknown,
  url: string | URL = '/mockServiceWorker.js',
): Promise<Error> {
  const fault = await findFault(new URL(url, location.href));
  const reason = cause instanceof Error ? cause.message : String(cause);
  const message =
    fault === undefined
      ? `The service worker did not start: ${reason}`
      : `The service worker did not start: ${fault}. "npx msw init public --save" puts msw’s script into the folder "public"; start({ serviceWorker: { url } }) names another place.`;
  return new Error(message, { cause });
}

/** What is wrong with the worker's script; `undefined` if nothing is. */
async function findFault(url: URL): Promise<string | undefined> {
  let response: Response;
  try {
    response = await fetch(url, { cache: 'no-store', headers: { 'service-worker': 'script' } });
  } catch {
    return `${url.href} cannot be loaded`;
  }
  if (!response.ok) return `${url.href} is answered with HTTP ${response.status}`;
  const type = response.headers.get('content-type') ?? '';
  return /javascript|ecmascript/.test(type)
    ? undefined
    : `${url.href} is not a script (Content-Type: ${type || 'none'})`;
}
