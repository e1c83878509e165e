import { createCallers } from './callers/callers.ts';
import { createRedactor } from './callers/redact.ts';
import { createKnownCallers } from './callers/known-callers.ts';
import { createClock } from './controls/clock.ts';
import { createExchanges } from './controls/exchanges.ts';
import { createFaults } from './controls/faults.ts';
import { createJournal } from './controls/journal.ts';
import { createLimits } from './controls/limits.ts';
import { Waits } from './controls/waits.ts';
import { watch } from './controls/watch.ts';
import { describeService } from './description.ts';
import { createGateway } from './data-plane/gateway.ts';
import { isForSubDomain } from './data-plane/sub-domain.ts';
import type { Emulator } from './emulator-interface.ts';
import { createIds } from './ids/ids.ts';
import type { CallOutput } from './operations/table.ts';
import { checkCall, readOptions } from './options.ts';
import type { EmulatorOptions, Settings } from './options.ts';
import { DEFAULT_ACCOUNT } from './resources/scope.ts';
import { createScene } from './scene/scene.ts';
import { createService } from './service.ts';
import { createStamp } from './stamp.ts';
import { openStore } from './store/open.ts';

/**
 * Makes an emulator of Alibaba Cloud API Gateway's control plane (CloudAPI 2016-07-14).
 * Synchronous: the storage is opened by the first call.
 * @throws {TypeError} if an option is not valid, with its name and what it must be
 * @example
 * const emulator = createEmulator({ region: 'cn-shanghai', limits: { groupsPerRegion: 3 } });
 * const { GroupId } = await emulator.call('CreateApiGroup', { GroupName: 'Weather' });
 */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const settings = readOptions(options);
  const { clock, limits, faults, waits, journal, exchanges, store, watched, scene, service, gateway } =
    assemble(settings);
  return {
    handle: (request, context) =>
      exchanges.onWire(request, (sent) =>
        isForSubDomain(sent)
          ? gateway.handle(sent).then((response) => response ?? gateway.refuseDomain(sent))
          : service.handle(sent, context),
      ),
    answer: (request, context) =>
      exchanges.onWire(request, (sent) =>
        isForSubDomain(sent) ? gateway.handle(sent) : service.handle(sent, context),
      ),
    async call(action, parameters, context = {}) {
      checkCall(action, context);
      const answer = service.call(action, parameters ?? {}, context);
      // The action's own definition has made the answer.
      return (await exchanges.offWire(answer)) as CallOutput<typeof action>;
    },
    faults: faults.faults,
    journal: journal.journal,
    exchanges: exchanges.exchanges,
    callers: createKnownCallers(settings.credentials),
    describe: () => describeService(settings.region, settings.name),
    clock,
    get limits() {
      return limits.current();
    },
    setLimits: (changes) => limits.set(changes),
    seed: (fixture) => scene.seed(fixture),
    reset: () => scene.reset(),
    snapshot: () => scene.snapshot(),
    restore: (snapshot) => scene.restore(snapshot),
    subscribe: (listener) => watched.subscribe(listener),
    ready: () => scene.transaction('read', () => undefined),
    storage: {
      get kind() {
        return store.kind;
      },
      get persistent() {
        return store.persistent;
      },
      get problem() {
        return store.problem;
      },
    },
    async dispose() {
      waits.release();
      await watched.close();
    },
  };
}

/** Makes the parts of an emulator, and gives each the others that it works with. */
function assemble(settings: Settings) {
  const { credentials, fixture, rules, region, name } = settings;
  const redact = credentials && createRedactor(credentials);
  const clock = createClock(settings.clock);
  const limits = createLimits(settings.limits);
  const waits = new Waits();
  const faults = createFaults(waits);
  const journal = createJournal(settings.journal, redact);
  const exchanges = createExchanges(redact);
  const ids = createIds(settings.seed);
  const store = openStore(settings.storage, name);
  const watched = watch(store, name);
  const scope = { account: credentials?.[0]?.accountId ?? DEFAULT_ACCOUNT, region };
  const scene = createScene({ store: watched, fixture, rules, clock, limits, ids, scope });
  const stamp = createStamp(settings, redact);
  const { transaction } = scene;
  const shared = { settings, clock, limits, faults, waits, journal, ids, stamp, transaction };
  const service = createService({ ...shared, callers: credentials && createCallers(credentials, redact) });
  const gateway = createGateway({ ...shared, backend: settings.backend });
  return { clock, limits, faults, waits, journal, exchanges, store, watched, scene, service, gateway };
}
