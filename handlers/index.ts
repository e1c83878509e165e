import type { HttpHandler } from 'msw';
import type { Emulator } from '../src/index.ts';
import { createAnswers } from './answers.ts';
import type { HandlersOptions } from './answers.ts';
import { httpHandler } from './http-handler.ts';

export type { HandlersOptions } from './answers.ts';

/**
 * Makes msw handlers that let an emulator answer. Fresh ones on every call, because msw changes its handlers.
 * They touch requests to API Gateway's control plane, to the SubDomains of the emulator's groups and to the endpoints named;
 * with `guard` also to Alibaba Cloud's other hosts; and nothing else.
 * @throws {TypeError} if an argument is not valid, with its name and what it must be
 *
 * @example
 * setupServer(...handlers(createEmulator()))
 */
export function handlers(emulator: Emulator, options: HandlersOptions = {}): HttpHandler[] {
  const answers = createAnswers(emulator, options);
  return [httpHandler(() => answers)];
}
