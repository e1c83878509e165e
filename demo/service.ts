/** How a call goes out. */
export interface Endpoint {
  readonly method: 'GET' | 'POST';
  readonly region: string;
  readonly format: 'JSON' | 'XML';
}

/** Names and values, in the order they are sent. */
export type Pairs = readonly (readonly [string, string])[];

/** The service's own words for a refusal. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Pairs;
  readonly text: string;
  readonly refusal: Refusal | undefined;
}

/** A call as it went over the wire. */
export interface Exchange {
  readonly action: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Pairs;
  readonly parameters: Pairs;
  readonly body: string;
  /** What came back, or why nothing did. */
  readonly answer: Answer | { readonly failure: string };
  readonly milliseconds: number;
  readonly at: Date;
}

const VERSION = '2016-07-14';

/** Calls the service by a request of its own wire format. Never rejects. */
export async function send(action: string, parameters: Pairs, endpoint: Endpoint): Promise<Exchange> {
  const { method, region, format } = endpoint;
  const form = new URLSearchParams(parameters.map(([name, value]) => [name, value]));
  const url = new URL(`https://apigateway.${region}.aliyuncs.com/`);
  if (method === 'GET') url.search = form.toString();
  const request = new Request(url, {
    method,
    headers: {
      accept: format === 'JSON' ? 'application/json' : 'application/xml',
      'x-acs-action': action,
      'x-acs-version': VERSION,
    },
    ...(method === 'POST' ? { body: form } : {}),
  });
  const at = new Date();
  const begin = performance.now();
  const sent = {
    action,
    method,
    url: request.url,
    headers: [...request.headers],
    parameters,
    body: method === 'POST' ? form.toString() : '',
    at,
  };
  let answer: Exchange['answer'];
  try {
    const response = await fetch(request);
    const text = await response.text();
    answer = {
      status: response.status,
      headers: [...response.headers],
      text,
      refusal: response.ok ? undefined : readRefusal(text, format),
    };
  } catch (error) {
    answer = { failure: String(error) };
  }
  return { ...sent, answer, milliseconds: performance.now() - begin };
}

/** Whether the service did what was asked. */
export function succeeded({ answer }: Exchange): boolean {
  return 'status' in answer && answer.status === 200;
}

/**
 * Reads one answer for the page's own use.
 * @throws {Error} in the service's words where it refused
 */
export async function ask<Result>(action: string, parameters: Pairs, region: string): Promise<Result> {
  const { answer } = await send(action, parameters, { method: 'POST', region, format: 'JSON' });
  if ('failure' in answer) throw new Error(answer.failure);
  if (answer.refusal !== undefined) throw new Error(`${answer.refusal.code}: ${answer.refusal.message}`);
  return JSON.parse(answer.text) as Result;
}

function readRefusal(text: string, format: Endpoint['format']): Refusal {
  try {
    if (format === 'JSON') {
      const { Code, Message } = JSON.parse(text) as { Code: unknown; Message: unknown };
      return { code: String(Code), message: String(Message) };
    }
    const xml = new DOMParser().parseFromString(text, 'application/xml');
    const read = (name: string): string => xml.querySelector(`Error > ${name}`)?.textContent ?? '';
    return { code: read('Code'), message: read('Message') };
  } catch {
    return { code: 'No error of the service', message: text };
  }
}
