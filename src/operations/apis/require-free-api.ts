import { CloudApiError } from '../../cloud-api-error.ts';
import type { ApiDefinition } from '../../resources/api-definition.ts';
import type { Transaction } from '../../store/store.ts';

/**
 * An API's name is unique in its group, and so are its path and method together (META24; that the method counts: QT).
 * @param self the id of the API that may hold them already.
 * @throws {CloudApiError} `RepeatedApiName`, `RepeatedRequestPath` (inferred)
 */
export function requireFreeApi(
  transaction: Transaction,
  groupId: string,
  { apiName, requestConfig: { RequestPath, RequestHttpMethod } }: ApiDefinition,
  self?: string,
): void {
  const namesake = transaction.find('apis', [groupId, apiName]);
  if (namesake !== undefined && namesake.apiId !== self) {
    throw new CloudApiError('RepeatedApiName', {
      detail: `The API ${namesake.apiId} in this group is called "${apiName}".`,
    });
  }
  const holder = transaction.find('apis', [groupId, RequestHttpMethod, RequestPath]);
  if (holder === undefined || holder.apiId === self) return;
  throw new CloudApiError('RepeatedRequestPath', {
    detail: `The API "${holder.apiName}" in this group answers ${RequestHttpMethod} ${RequestPath} already.`,
  });
}
