/** As msw-storybook-addon 3 has it in `msw-storybook-addon/csf3`. It is not installed here, since Storybook comes with it. */
import type { AnyHandler } from 'msw';
import { setupWorker } from 'msw/browser';
import type { SetupWorker } from 'msw/browser';
import type { Loader } from './react-vite.ts';

let worker: Promise<SetupWorker> | undefined;

async function start(): Promise<SetupWorker> {
  const started = setupWorker();
  await started.start({ quiet: true, onUnhandledFrame: 'bypass' });
  return started;
}

export function mswLoader(): Loader {
  return async (context) => {
    context.msw = await (worker ??= start());
    context.msw.resetHandlers();
    const { msw = { handlers: [] } } = context.parameters as {
      readonly msw?: { readonly handlers: readonly AnyHandler[] };
    };
    context.msw.use(...msw.handlers);
    return {};
  };
}
