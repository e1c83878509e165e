import { CloudApiError } from 'cloudapi-emulator';
import type { Emulator } from 'cloudapi-emulator';
import { http, HttpResponse } from 'msw';
import type { HttpHandler } from 'msw';

/** What the back end answers when API Gateway refuses, by API Gateway's code. */
const errors: Record<string, { status: number; error: string }> = {
  RepeatedApiGroup: { status: 409, error: 'name-taken' },
  ExceedLimitApiGroup: { status: 409, error: 'too-many-groups' },
  NotFoundApiGroup: { status: 404, error: 'no-such-group' },
  'Throttling.User': { status: 429, error: 'try-again-later' },
};

async function answer(work: () => Promise<object>, status = 200): Promise<HttpResponse<any>> {
  try {
    return HttpResponse.json(await work(), { status });
  } catch (cause) {
    if (!(cause instanceof CloudApiError)) throw cause;
    const { status: refused, error } = errors[cause.code] ?? { status: 502, error: 'api-gateway' };
    return HttpResponse.json({ error, message: cause.message }, { status: refused });
  }
}

/** The routes of the application's back end, which calls API Gateway behind them. */
export function backEnd(emulator: Emulator): HttpHandler[] {
  return [
    http.get('*/api/groups', () =>
      answer(async () => {
        const { ApiGroupAttributes } = await emulator.call('DescribeApiGroups', {});
        return ApiGroupAttributes.ApiGroupAttribute.map(({ GroupId, GroupName }) => ({
          id: GroupId,
          name: GroupName,
        }));
      }),
    ),
    http.post<never, { name: string }>('*/api/groups', ({ request }) =>
      answer(async () => {
        const { name } = await request.json();
        const { GroupId } = await emulator.call('CreateApiGroup', { GroupName: name });
        return { id: GroupId, name };
      }, 201),
    ),
    http.delete<{ id: string }>('*/api/groups/:id', ({ params }) =>
      answer(async () => {
        await emulator.call('DeleteApiGroup', { GroupId: params.id });
        return {};
      }),
    ),
  ];
}
