import type { CallOutput } from 'cloudapi-emulator';
import { ask } from './service.ts';

type Groups = CallOutput<'DescribeApiGroups'>;
type Models = CallOutput<'DescribeModels'>;

export type Group = Groups['ApiGroupAttributes']['ApiGroupAttribute'][number];
export type Model = Models['ModelDetails']['ModelDetail'][number];

/** The most that DescribeApiGroups gives at once. */
const GROUPS_AT_ONCE = 50;

/** How many models make a page of the list. */
export const MODELS_AT_ONCE = 10;

/** Reads all groups of a region, page by page, the newest first. */
export async function loadGroups(region: string): Promise<readonly Group[]> {
  const groups: Group[] = [];
  for (let page = 1; ; page += 1) {
    const parameters = [
      ['PageNumber', String(page)],
      ['PageSize', String(GROUPS_AT_ONCE)],
    ] as const;
    // Whether there is another page is known only after this one.
    const answer = await ask<Groups>('DescribeApiGroups', parameters, region);
    const rows = answer.ApiGroupAttributes.ApiGroupAttribute;
    groups.push(...rows);
    if (rows.length === 0 || groups.length >= answer.TotalCount) return groups;
  }
}

/** Reads one page of a group's models, the newest first, and how many there are in all. */
export async function loadModels(
  region: string,
  groupId: string,
  page: number,
): Promise<{ readonly models: readonly Model[]; readonly total: number }> {
  const answer = await ask<Models>(
    'DescribeModels',
    [
      ['GroupId', groupId],
      ['PageNumber', String(page)],
      ['PageSize', String(MODELS_AT_ONCE)],
    ],
    region,
  );
  return { models: answer.ModelDetails.ModelDetail, total: answer.TotalCount };
}
