export type { Credential } from './callers/credential.ts';
export type { Policy, Statement, Verdict } from './callers/policies.ts';
export type { KnownCaller, KnownCallers } from './callers/known-callers.ts';
export { CloudApiError } from './cloud-api-error.ts';
export type { AccessDeniedDetail, CloudApiErrorOptions, ErrorBody } from './cloud-api-error.ts';
export type { Clock } from './controls/clock.ts';
export type { Exchange, Exchanges } from './controls/exchanges.ts';
export type { Fault, FaultRule, Faults } from './controls/faults.ts';
export type { Journal } from './controls/journal.ts';
export type { GateName, JournalEntry } from './controls/journal-entry.ts';
export type { JournalMatch } from './controls/journal-match.ts';
export type { Limits } from './controls/limits.ts';
export type { StateChange, StateListener } from './controls/watch.ts';
export type {
  ActionDescription,
  ErrorDescription,
  MemberDescription,
  ParameterDescription,
  ServiceDescription,
} from './description.ts';
export type { Backend, BackendApi } from './data-plane/backend.ts';
export { isSubDomain } from './data-plane/sub-domain.ts';
export type { CallContext, Emulator, HandleContext } from './emulator-interface.ts';
export { createEmulator } from './emulator.ts';
export type { ErrorCode, Grade } from './errors.ts';
export type { Action, CallInput, CallOutput } from './operations/table.ts';
export type { ErrorOverride } from './error-parts.ts';
export type { EmulatorOptions } from './options.ts';
export type { Rules } from './resources/rules.ts';
export type { ApiDefinition } from './resources/api-definition.ts';
export type { Fixture, FixtureGroup, FixtureModel, SeededGroup } from './scene/fixture.ts';
export type { FixtureApi, FixtureMock, SeededApi } from './scene/fixture-api.ts';
export type { FixtureTags } from './scene/fixture-tags.ts';
export type { Snapshot } from './scene/snapshot.ts';
export type { StorageOption } from './store/open.ts';
export type { Store, Transaction } from './store/store.ts';
export { isCloudApiEndpoint } from './wire/endpoint.ts';
