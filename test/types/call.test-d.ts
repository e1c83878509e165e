/** Types tested as types: `npm run typecheck` reads this file, nothing runs it. */
import { createEmulator } from 'cloudapi-emulator';
import type { Action, CallInput, CallOutput, ErrorCode } from 'cloudapi-emulator';
import { expectTypeOf } from 'vitest';

const emulator = createEmulator();

// What goes in is what the operation declares, and no more.
expectTypeOf<CallInput<'CreateApiGroup'>['GroupName']>().toEqualTypeOf<string>();
expectTypeOf<CallInput<'CreateApiGroup'>['Description']>().toEqualTypeOf<string | undefined>();
expectTypeOf<CallInput<'DescribeModels'>['PageSize']>().toEqualTypeOf<number | undefined>();
expectTypeOf<CallInput<'DescribeApiGroups'>['Sort']>().toEqualTypeOf<'asc' | 'desc' | undefined>();
expectTypeOf<CallInput<'UntagResources'>['All']>().toEqualTypeOf<boolean | undefined>();
void emulator.call('TagResources', { ResourceType: 'apiGroup', ResourceId: ['x'], Tag: [{ Key: 'k' }] });
// @ts-expect-error GroupName is required.
void emulator.call('CreateApiGroup', {});
// @ts-expect-error A number is no description.
void emulator.call('CreateApiGroup', { GroupName: 'Weather', Description: 5 });
// @ts-expect-error Nothing is called Groupname.
void emulator.call('CreateApiGroup', { GroupName: 'Weather', Groupname: 'Weather' });
// @ts-expect-error The action is not served.
void emulator.call('CreateApp', {});

// What comes out is what the operation answers, and RequestId.
const group = await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
expectTypeOf(group.RequestId).toEqualTypeOf<string>();
expectTypeOf(group.TagStatus).toEqualTypeOf<boolean>();
expectTypeOf(group.InstanceType).toEqualTypeOf<'CLASSIC_SHARED' | 'VPC_SHARED' | 'VPC_DEDICATED'>();
// @ts-expect-error The answer has no times.
void group.CreatedTime;
const models = await emulator.call('DescribeModels', { GroupId: group.GroupId });
expectTypeOf(models.TotalCount).toEqualTypeOf<number>();
expectTypeOf(models.ModelDetails.ModelDetail[0]?.Schema).toEqualTypeOf<string | undefined>();
expectTypeOf<keyof CallOutput<'DeleteModel'>>().toEqualTypeOf<'RequestId'>();

expectTypeOf<Action>().toExtend<string>();

// Codes are there to be completed, also those that a template covers; a template takes any parameter.
expectTypeOf<Extract<ErrorCode, 'InvalidVersion'>>().toEqualTypeOf<'InvalidVersion'>();
emulator.faults.add({ error: 'InvalidGroupName' });
// @ts-expect-error The catalogue has no such code.
emulator.faults.add({ error: 'GroupNameTaken' });
// @ts-expect-error The action is not served.
emulator.faults.add({ action: 'CreateApp', drop: true });
