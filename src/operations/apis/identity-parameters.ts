import * as v from 'valibot';
import { groupId } from '../../resources/api-group.ts';
import { documented, inferred, known } from '../evidence.ts';

/** How an operation names the API that it is about. */
export const identityParameters = {
  /** May be left out, because ApiIds are unique. */
  GroupId: v.optional(known(groupId, documented('META24', 'must be the API’s group if given (inferred)'))),
  ApiId: known(v.string()),
};

/** What holds for each of them. */
export const identityFacts = [
  ['ApiId alone finds the API in the account and region', documented()],
  ['A GroupId that is not that of the API’s group: the API is not found', inferred('not documented')],
] as const;

export const identityErrors = ['MissingApiId', 'NotFoundApiGroup', 'NotFoundApi'] as const;
