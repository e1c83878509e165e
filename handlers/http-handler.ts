import { http } from 'msw';
import type { HttpHandler } from 'msw';
import type { Answers } from './answers.ts';

/**
 * Makes an msw handler for all that an emulator answers.
 * @param answers of the emulator that answers at the moment; `undefined` if there is none.
 */
export function httpHandler(answers: () => Answers | undefined): HttpHandler {
  return http.all(
    ({ request }) => answers()?.concerns(request) ?? false,
    ({ request }) => answers()?.answer(request),
  );
}
