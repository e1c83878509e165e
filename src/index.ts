export { CloudApiError } from './cloud-api-error.ts';
export { createEmulator } from './emulator.ts';
export type { CallContext, CallInput, CallOutput, Emulator } from './emulator.ts';
export type { ErrorCode, Grade } from './errors.ts';
export type { Action } from './operations/index.ts';
export type { EmulatorOptions, ErrorOverride, Limits, Rules } from './options.ts';
export type { StorageOption } from './store/open.ts';
export type { Store, Transaction } from './store/store.ts';
export { isCloudApiEndpoint } from './wire/endpoint.ts';
