import type { ServiceError } from './cloud-api.ts';
import { isTemporary } from './patiently.ts';

/** Codes that are about a parameter without having its name in theirs. */
const parameters: Readonly<Record<string, string>> = {
  RepeatedApiGroup: 'GroupName',
  RepeatedModelName: 'ModelName',
  RepeatedApiName: 'ApiName',
  RepeatedRequestPath: 'RequestConfig',
};

/** The parameter that a refusal is about; `undefined` if it is about none. */
export function parameterOf({ code }: ServiceError): string | undefined {
  return parameters[code] ?? /^(?:Missing|InvalidFormat|Invalid)(\w+)$/.exec(code)?.[1];
}

export type FieldProblem = 'missing' | 'taken' | 'malformed' | 'invalid';

/** What is wrong with the parameter that a refusal is about. */
export function fieldProblemOf({ code }: ServiceError): FieldProblem {
  if (code.startsWith('Missing')) return 'missing';
  if (code.startsWith('Repeated')) return 'taken';
  return code.startsWith('InvalidFormat') ? 'malformed' : 'invalid';
}

export type Problem =
  | 'quota'
  | 'permission'
  | 'busy'
  | 'gone'
  | 'inUse'
  | 'unreachable'
  | 'unexpected'
  | 'other';

/** What a refusal means for somebody who uses the portal. */
export function problemOf(error: ServiceError): Problem {
  const { code, status } = error;
  if (status >= 200 && status < 300) return 'unexpected';
  if (code.startsWith('ExceedLimit') || /^T429|Quota|Flow Control/.test(code + error.message)) return 'quota';
  if (/^(?:NoPermission|Forbidden|Unauthorized)/.test(code)) return 'permission';
  if (isTemporary(error)) return 'busy';
  if (code.startsWith('NotFound')) return 'gone';
  if (code.startsWith('DependencyViolation')) return 'inUse';
  return code === '' && (status === 0 || status >= 500) ? 'unreachable' : 'other';
}
