import type { Loader } from '@storybook/react-vite';
import { createEmulator } from 'cloudapi-emulator';
import type { Emulator, EmulatorOptions, FaultRule } from 'cloudapi-emulator';
import { handlers } from 'cloudapi-emulator/handlers';
import { mswLoader } from 'msw-storybook-addon/csf3';

/** What a story says of the service: `parameters.cloudapi`. */
export interface CloudApiParameters extends EmulatorOptions {
  readonly faults?: readonly FaultRule[];
}

const startMsw = mswLoader();

let previous: Emulator | undefined;

/** Gives each story an emulator of its own. */
const cloudapiLoader: Loader = async (context) => {
  const { cloudapi = {} } = context.parameters as { readonly cloudapi?: CloudApiParameters };
  const { faults = [], ...options } = cloudapi;
  // Calls that a fault still holds go on.
  await previous?.dispose();
  const emulator = createEmulator({ storage: 'memory', ...options });
  previous = emulator;
  for (const fault of faults) emulator.faults.add(fault);
  // Called here, because it takes the handlers of the story before away, and Storybook runs loaders side by side.
  await startMsw(context);
  context.msw.use(...handlers(emulator, { endpoints: ['/api/cloudapi'] }));
  await emulator.ready();
  return { cloudapi: emulator };
};

export const loaders: readonly Loader[] = [cloudapiLoader];
