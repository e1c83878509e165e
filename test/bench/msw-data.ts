import { Collection } from '@msw/data';
import { http, HttpResponse } from 'msw';
import type { HttpHandler } from 'msw';
import * as v from 'valibot';

/** Never reached: no limit on the groups, as for the emulator beside it. */
const QUOTA = 1_000_000;

/**
 * What a careful project writes by hand instead: CreateApiGroup on a collection of `@msw/data`, with the name checked,
 * a taken name refused, and the quota kept.
 */
export async function dataHandler(count: number): Promise<HttpHandler> {
  const groups = new Collection({
    schema: v.object({
      groupId: v.string(),
      groupName: v.string(),
      region: v.string(),
      description: v.string(),
      createdTime: v.number(),
    }),
  });
  const create = (groupName: string, region: string, description = '') =>
    groups.create({
      groupId: crypto.randomUUID().replaceAll('-', ''),
      groupName,
      region,
      description,
      createdTime: Date.now(),
    });
  for (let index = 0; index < count; index += 1) await create(`Kept_${index}`, 'cn-hangzhou');

  return http.post('https://apigateway.:region.aliyuncs.com/', async ({ request, params }) => {
    const query = new URL(request.url).searchParams;
    const region = String(params['region']);
    const groupName = query.get('GroupName') ?? '';
    if (!/^[A-Za-z]\w{3,49}$/.test(groupName)) return refuse('InvalidGroupName');
    if (groups.findFirst((q) => q.where({ region, groupName })) !== undefined)
      return refuse('RepeatedApiGroup');
    if (groups.count() >= QUOTA) return refuse('ExceedLimitApiGroup');
    const group = await create(groupName, region, query.get('Description') ?? '');
    return HttpResponse.json({
      RequestId: crypto.randomUUID().toUpperCase(),
      GroupId: group.groupId,
      GroupName: group.groupName,
      SubDomain: `${group.groupId}-${region}.alicloudapi.com`,
      Description: group.description,
    });
  });
}

function refuse(code: string): Response {
  return HttpResponse.json({ Code: code }, { status: 400 });
}
