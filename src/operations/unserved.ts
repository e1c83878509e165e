import { CloudApiError } from '../cloud-api-error.ts';
import { knownActions } from './known-actions.ts';
import { actions } from './table.ts';

/** What an action that the emulator does not serve is answered with, whether the service knows it or not. */
export function unserved(action: string): CloudApiError {
  if (!knownActions.has(action))
    return new CloudApiError('InvalidApi.NotFound', { detail: `CloudAPI has no action "${action}".` });
  return new CloudApiError('Emulator.NotServed', { names: [action, actions.join(', ')] });
}
