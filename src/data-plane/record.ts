import { describeFailure } from '../controls/failure.ts';
import type { Failure } from '../controls/failure.ts';
import type { RecordedCall } from '../controls/journal.ts';
import { groupByName } from './body.ts';
import type { Visit } from './visit.ts';

/** What the journal keeps of a request to a SubDomain. */
export function toRecord(
  visit: Visit,
  status: number,
  failure: Failure | undefined,
  duration: number,
): RecordedCall {
  const { request, url, method, requestId, time, group, target, gate } = visit;
  const declared = target?.definition.requestParameters.map(
    ({ ApiParameterName: name }) => [name, true] as const,
  );
  return {
    via: 'subdomain',
    time,
    action: '',
    region: group?.region ?? '',
    account: group?.account ?? '',
    accessKeyId: undefined,
    sent: sentParameters(visit),
    // What the path has, nobody has misspelt.
    declared: declared && Object.fromEntries([...declared, ...(target?.pathParameters ?? [])]),
    status,
    requestId,
    duration,
    ...describeFailure(failure, gate),
    api: target?.definition.apiName ?? '',
    apiId: target?.api.apiId ?? '',
    groupId: group?.groupId ?? '',
    stage: request.headers.get('x-ca-stage') ?? 'RELEASE',
    method,
    path: url.pathname,
  };
}

function sentParameters({ url, form, values, target }: Visit): Readonly<Record<string, unknown>> {
  const inHead = target?.definition.requestParameters.flatMap(({ Location, ApiParameterName: name }) => {
    const value = Location === 'HEAD' ? values.get(name) : undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
  const sent = [
    ...(target?.pathParameters ?? []),
    ...groupByName(url.searchParams),
    ...form,
    ...(inHead ?? []),
  ];
  return Object.fromEntries(sent.map(([name, value]) => [name, plain(value)]));
}

/** One value for itself, several in a list, and of a file its name. */
function plain(values: string | readonly (string | File)[]): unknown {
  if (typeof values === 'string') return values;
  const texts = values.map((value) => (typeof value === 'string' ? value : value.name));
  return texts.length === 1 ? texts[0] : texts;
}
