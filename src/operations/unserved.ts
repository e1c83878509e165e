import { CloudApiError } from '../cloud-api-error.ts';

/** What is said of an action that is not served, whether the service knows it or not. */
export async function unserved(action: string, served: readonly string[]): Promise<CloudApiError> {
  const { knownActions } = await import('./known-actions.ts');
  if (!knownActions.has(action))
    return new CloudApiError('InvalidApi.NotFound', { detail: `CloudAPI has no action "${action}".` });
  return new CloudApiError('Emulator.NotServed', {
    names: [action, served.join(', ')],
  });
}
