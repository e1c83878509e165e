import { CloudApiError } from '../cloud-api-error.ts';
import { didYouMean } from '../nearest.ts';
import { knownActions } from './known-actions.ts';
import { actions } from './table.ts';

/** What an action that the emulator does not serve is answered with, whether the service knows it or not. */
export function unserved(action: string): CloudApiError {
  if (!knownActions.has(action))
    return new CloudApiError('InvalidApi.NotFound', { detail: unknownAction(action) });
  return new CloudApiError('Emulator.NotServed', { names: [action, actions.join(', ')] });
}

/** Says that the service has no such action, and which one was probably meant: of two, the one that is served. */
export function unknownAction(action: string): string {
  return `CloudAPI has no action "${action}".${didYouMean(action, [...actions, ...knownActions])}`;
}
