import { CloudApiError } from '../../cloud-api-error.ts';
import { groupId } from '../../resources/api-group.ts';
import { callsPerSecondFact, unusedTags } from '../declarations.ts';
import { documented, inferred, known } from '../evidence.ts';
import { defineOperation } from '../operation.ts';
import { findGroup } from './find-api-group.ts';

export const deleteApiGroup = defineOperation({
  access: 'delete',
  resource: 'apigroup/{GroupId}',
  writes: true,
  callsPerSecond: 50,
  source: 'META24',
  parameters: {
    GroupId: known(groupId),
    /** Accepted, and not looked at: what it is for is not documented. */
    Tag: unusedTags,
  },
  answer: {},
  behavior: [
    ['An id that no group has is deleted with success', documented()],
    ['A group’s models go with it', inferred('what becomes of them is not documented')],
    ['A group that holds APIs is not deleted', documented('META24', 'the code is inferred')],
    callsPerSecondFact,
  ],
  errors: ['MissingGroupId', 'DependencyViolationApiGroup', 'InvalidParameter.TagKey', 'Throttling.User'],
  execute({ GroupId }, { transaction, scope }) {
    if (findGroup(transaction, scope, GroupId) === undefined) return {};
    const apis = transaction.count('apis', [GroupId]);
    if (apis > 0) {
      throw new CloudApiError('DependencyViolationApiGroup', {
        detail: `The group ${GroupId} still has APIs (${apis}). Delete them with DeleteApi first.`,
      });
    }
    for (const model of transaction.list('models', [GroupId])) transaction.remove('models', [model.modelId]);
    transaction.remove('groups', [GroupId]);
    return {};
  },
});
