import { signedFetch } from 'cloudapi-emulator/client';

/** The request that `signedFetch` would send. */
export async function signedRequest(...parameters: Parameters<typeof signedFetch>): Promise<Request> {
  const original = globalThis.fetch;
  let request: Request | undefined;
  globalThis.fetch = async (input, init) => {
    request = new Request(input, init);
    return new Response('{}');
  };
  try {
    await signedFetch(...parameters);
  } finally {
    globalThis.fetch = original;
  }
  if (request === undefined) throw new Error('Nothing was sent.');
  return request;
}
