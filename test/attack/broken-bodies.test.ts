import { createEmulator } from 'cloudapi-emulator';
import { signedFetch } from 'cloudapi-emulator/client';
import { afterEach, describe, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
});

const credential = { accessKeyId: 'testid', accessKeySecret: 'testsecret', accountId: '1234567890123456' };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const NOW = 1_000_000;

interface StreamInit extends RequestInit {
  readonly duplex?: 'half';
}

/** A signed call, with another body. Who does not know credentials takes it too. */
async function signed(action: 'DescribeRegions' | 'CreateApiGroup', init: StreamInit): Promise<Request> {
  const requests: Request[] = [];
  vi.stubGlobal('fetch', async (url: URL, { method = '', headers }: RequestInit) => {
    const all = new Headers(headers);
    for (const [name, value] of new Headers(init.headers)) all.set(name, value);
    requests.push(new Request(url, { method, ...init, headers: all }));
    return new Response('{}');
  });
  await signedFetch(credential, action, { GroupName: 'Weather' }, { clock: () => NOW });
  return requests[0]!;
}

function streamThat(pull: (controller: ReadableStreamDefaultController) => void): StreamInit {
  return { body: new ReadableStream({ pull }), duplex: 'half' };
}
const breaking = (): StreamInit =>
  streamThat((controller) => controller.error(new Error('The connection is gone.')));

/** What the caller and the journal see, without what differs from call to call. */
async function answerTo(request: Request, withCredentials: boolean) {
  const emulator = createEmulator({
    storage: 'memory',
    clock: () => NOW,
    ...(withCredentials ? { credentials: [credential] } : {}),
  });
  const response = await emulator.handle(request);
  const { RequestId, ...body } = (await response.json()) as Readonly<Record<string, unknown>>;
  const [entry, ...others] = emulator.journal.entries();
  expect(others).toEqual([]);
  expect(entry?.requestId).toBe(RequestId);
  const { status, headers } = response;
  return {
    code: body['Code'],
    host: body['HostId'],
    seen: {
      status,
      type: headers.get('content-type'),
      names: Object.keys(body),
      message: body['Message'],
      // With credentials, a request that cannot be read is of no account and no access key.
      entry: { ...entry, requestId: '', duration: 0, account: '', accessKeyId: undefined },
    },
  };
}

async function bothAnswersTo(make: () => Promise<Request>) {
  const without = await answerTo(await make(), false);
  const withCredentials = await answerTo(await make(), true);
  expect(withCredentials).toEqual(without);
  return without;
}

describe('with and without credentials the answer is the same', () => {
  test('to a form that was read already', async () => {
    const answer = await bothAnswersTo(async () => {
      const request = await signed('DescribeRegions', { body: 'a=1', headers: FORM });
      await request.text();
      return request;
    });
    expect(answer).toMatchObject({
      code: 'InvalidBody',
      host: 'apigateway.cn-hangzhou.aliyuncs.com',
      seen: { status: 400, type: 'application/json;charset=utf-8', entry: { code: 'InvalidBody' } },
    });
  });

  test('to a form that breaks off', async () => {
    const answer = await bothAnswersTo(() => signed('DescribeRegions', { ...breaking(), headers: FORM }));
    expect(answer).toMatchObject({ code: 'InvalidBody', seen: { status: 400 } });
  });

  test('to a body without a content type that breaks off', async () => {
    const answer = await bothAnswersTo(() => signed('DescribeRegions', breaking()));
    expect(answer).toMatchObject({ code: undefined, seen: { status: 200 } });
  });

  test('to a body without a content type that was read already', async () => {
    const answer = await bothAnswersTo(async () => {
      const request = await signed('DescribeRegions', { body: new Uint8Array([1]) });
      await request.text();
      return request;
    });
    expect(answer).toMatchObject({ code: undefined, seen: { status: 200 } });
  });

  test.for<[string, StreamInit, unknown]>([
    ['a form', { headers: FORM }, 'InvalidBody'],
    ['a body without a content type', {}, undefined],
  ])('to %s that never ends, when it is aborted', async ([, init, code]) => {
    const answer = await bothAnswersTo(async () => {
      const giveUp = new AbortController();
      const request = await signed('DescribeRegions', {
        ...streamThat(() => undefined),
        ...init,
        signal: giveUp.signal,
      });
      setImmediate(() => giveUp.abort());
      return request;
    });
    expect(answer.code).toBe(code);
  });

  test('to a call that is refused', async () => {
    const answer = await bothAnswersTo(() => signed('CreateApiGroup', { ...breaking(), headers: FORM }));
    expect(answer.code).toBe('InvalidBody');
  });
});
