import type { Emulator, Limits } from 'cloudapi-emulator';

type Watched = Pick<Emulator, 'clock' | 'limits' | 'setLimits'>;

/** Whether what the tour asks to change is other than it was. */
export function isChanged({ clock, limits }: Watched, before: Limits): boolean {
  return (
    clock.isFrozen ||
    limits.groupsPerRegion !== before.groupsPerRegion ||
    limits.qps.CreateApiGroup !== before.qps.CreateApiGroup
  );
}

/** Puts back what the tour asks to change. */
export function putBack(emulator: Watched, { groupsPerRegion, qps }: Limits): void {
  emulator.setLimits({ groupsPerRegion, qps: { CreateApiGroup: qps.CreateApiGroup ?? Infinity } });
  emulator.clock.resume();
}
