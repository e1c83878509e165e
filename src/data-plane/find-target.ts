import { oncePer } from '../once-per.ts';
import { CloudApiError } from '../cloud-api-error.ts';
import type { GatewayCheckName } from '../controls/journal-entry.ts';
import type { Api } from '../resources/api.ts';
import type { ApiGroup } from '../resources/api-group.ts';
import { METHODS } from '../resources/api-definition.ts';
import { STAGES } from '../resources/stage.ts';
import type { StageName } from '../resources/stage.ts';
import type { Transaction } from '../store/store.ts';
import { createRouter, definedSegmentsOf, segmentsOf } from './router.ts';
import type { Route, Router } from './router.ts';
import { findGroupOf } from './sub-domain.ts';
import type { Target, Visit } from './visit.ts';

/** An API that was found, or why there is none. */
export interface Found {
  /** Whose SubDomain it is; nothing else is there without it. */
  readonly group?: ApiGroup | undefined;
  readonly target?: Target | undefined;
  /** Why there is no answer from the API. */
  readonly refusal?: CloudApiError | undefined;
  /** How far the request got. */
  readonly gate: GatewayCheckName;
}

/** Finds the API that a request is for: by its domain, its stage, its path and its method. */
export function findTarget(transaction: Transaction, { request, url, method }: Visit): Found {
  const group = findGroupOf(transaction, url);
  if (group === undefined) return { gate: 'path' };
  const stageName = request.headers.get('x-ca-stage') ?? 'RELEASE';
  const stage = STAGES.find((name) => name === stageName.toUpperCase());
  if (stage === undefined) {
    const detail = `X-Ca-Stage is "${stageName}"; it must be ${STAGES.join(', ')}.`;
    return { gate: 'stage', group, refusal: new CloudApiError('I400SG', { detail }) };
  }
  try {
    return { gate: 'path', group, target: findByPath(transaction, group, stage, method, url.pathname) };
  } catch (error) {
    if (error instanceof CloudApiError) return { gate: 'path', group, refusal: error };
    throw error;
  }
}

/** @throws {CloudApiError} if the stage has no API there */
function findByPath(
  transaction: Transaction,
  group: ApiGroup,
  stage: StageName,
  method: string,
  path: string,
): Target {
  if (!METHODS.some((known) => known === method && known !== 'ANY')) {
    const detail = `The gateway knows ${METHODS.filter((known) => known !== 'ANY').join(', ')}.`;
    throw new CloudApiError('I405UM', { names: [method], detail });
  }
  const segments = segmentsOf(path);
  if (segments === undefined) {
    throw new CloudApiError('I400PA', { names: [path], detail: 'The path is wrongly encoded.' });
  }
  const apis = transaction.list('apis', [group.groupId], { direction: 'ascending' });
  const rest = belowBasePath(group, segments);
  const match = rest && routersOf(apis)[stage].find(method, rest);
  const definition = match?.target.deployments[stage]?.definition;
  if (match !== undefined && definition !== undefined)
    return { group, stage, api: match.target, definition, pathParameters: match.parameters };
  throw new CloudApiError('I404NF', {
    names: [`${method} ${path}`],
    detail: whyNot(group, apis, stage, rest),
  });
}

/** What is left of a path without the group's BasePath; `undefined` if it is not below it. */
function belowBasePath({ basePath }: ApiGroup, segments: readonly string[]): readonly string[] | undefined {
  const base = [...definedSegmentsOf(basePath)];
  while (base.at(-1) === '') base.pop();
  if (base.some((segment, index) => segment !== segments[index])) return undefined;
  const rest = segments.slice(base.length);
  return rest.length === 0 ? [''] : rest;
}

/** A router for each stage; the store gives the same list again as long as no API of the group changes. */
const routersOf = oncePer((apis: readonly Api[]): { readonly [Stage in StageName]: Router<Api> } => {
  const ofStage = (stage: StageName): Router<Api> => createRouter(routesOf(apis, stage));
  return { RELEASE: ofStage('RELEASE'), PRE: ofStage('PRE'), TEST: ofStage('TEST') };
});

/**
 * What a stage runs, the last deployment first. Two APIs have one path there if ModifyApi has freed it for the second, and
 * the first was not deployed anew: that the last deployment answers is inferred. Of two of one moment, it is that of the API
 * that has the path now.
 */
function routesOf(apis: readonly Api[], stage: StageName): readonly Route<Api>[] {
  return apis
    .flatMap((target) => {
      const deployment = target.deployments[stage];
      if (deployment === undefined) return [];
      const { RequestHttpMethod: method, RequestPath: path } = deployment.definition.requestConfig;
      const now = target.definition.requestConfig;
      const hasPath = now.RequestHttpMethod === method && now.RequestPath === path;
      return [{ method, path, target, time: deployment.deployedTime, hasPath }];
    })
    .toSorted((a, b) => b.time - a.time || Number(b.hasPath) - Number(a.hasPath));
}

/** Why no API was found, in words that lead to one. */
function whyNot(
  { basePath }: ApiGroup,
  apis: readonly Api[],
  stage: StageName,
  rest: readonly string[] | undefined,
): string {
  if (rest === undefined) return `The path is not below the group's BasePath, ${basePath}.`;
  const routers = routersOf(apis);
  const methods = routers[stage].methods(rest);
  if (methods.length > 0) return `${stage} has this path with ${methods.join(', ')}.`;
  const elsewhere = STAGES.filter((other) => routers[other].methods(rest).length > 0);
  if (elsewhere.length > 0)
    return `${stage} has nothing at this path, unlike ${elsewhere.join(' and ')}: send the header X-Ca-Stage, or deploy the API to ${stage}.`;
  const count = apis.filter(({ deployments }) => deployments[stage] !== undefined).length;
  return `No API of the group that is deployed to ${stage} (${count} of ${apis.length}) has this path.`;
}
