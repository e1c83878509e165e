/** What the gateway checks of a request, once it has found the API that the request is for. */
import { CloudApiError } from '../cloud-api-error.ts';
import type { GatewayCheckName } from '../controls/journal-entry.ts';
import { protocolOf } from './answers.ts';
import { checkParameters } from './check-parameters.ts';
import type { Target, Visit } from './visit.ts';

interface Check {
  readonly name: GatewayCheckName;
  /** @throws {CloudApiError} if it refuses the request */
  check(visit: Visit, target: Target): void | Promise<void>;
}

/** The address and the headers, in characters at most (LIM26: 8 KB). */
const MAX_HEAD = 8 * 1024;

function checkSize({ url, request }: Visit): void {
  let size = url.href.length;
  for (const [name, value] of request.headers) size += name.length + value.length + ': \r\n'.length;
  if (size <= MAX_HEAD) return;
  throw new CloudApiError('I413UL', {
    detail: `The address and the headers have ${size} characters; at most ${MAX_HEAD} are allowed.`,
  });
}

function checkProtocol({ url }: Visit, { definition }: Target): void {
  const protocol = protocolOf(url);
  const allowed = definition.requestConfig.RequestProtocol;
  if (allowed.split(',').includes(protocol)) return;
  throw new CloudApiError('I403PT', {
    names: [protocol],
    detail: `The API's RequestProtocol is ${allowed}.`,
  });
}

/** The emulator has no apps yet, so nobody can be authorized. */
function checkAuthorization({ request }: Visit, { definition: { authType } }: Target): void {
  if (authType === 'ANONYMOUS') return;
  const detail = `The API's AuthType is ${authType}, and the emulator has no apps yet: only ANONYMOUS can be called.`;
  const isNamed = ['x-ca-key', 'authorization'].some((name) => request.headers.has(name));
  throw new CloudApiError(authType === 'OPENID' || isNamed ? 'I403AA' : 'A400MA', { detail });
}

/** In their order, which is inferred. */
export const checks: readonly Check[] = [
  { name: 'size', check: checkSize },
  { name: 'protocol', check: checkProtocol },
  { name: 'authorization', check: checkAuthorization },
  { name: 'parameters', check: checkParameters },
];
