import * as v from 'valibot';
import { groupId } from '../resources/api-group.ts';
import { tagFilters } from '../resources/tag-filter.ts';
import { findGroup } from './api-group-checks.ts';
import type { NoAnswer, Operation, Optional } from './operation.ts';

const parameters = {
  GroupId: groupId as typeof groupId,
  /** Accepted, and looked at no further: what it is for is not documented. */
  Tag: v.optional(tagFilters) as Optional<typeof tagFilters>,
};

/** A group that does not exist is deleted with success (META24). That a group's models go with it is inferred. */
export const deleteApiGroup: Operation<typeof parameters, NoAnswer> = {
  access: 'delete',
  resource: 'apigroup/{GroupId}',
  writes: true,
  source: 'META24',
  parameters,
  execute({ GroupId }, { scope }) {
    return (transaction) => {
      if (findGroup(transaction, scope, GroupId) === undefined) return {};
      for (const model of transaction.list('models', [GroupId]))
        transaction.remove('models', [model.modelId]);
      transaction.remove('groups', [GroupId]);
      return {};
    };
  },
};
