import { useEffect, useRef, useState } from 'react';
import { ServiceError, callApi } from './cloud-api.ts';
import type { Call } from './cloud-api.ts';
import { isTemporary, patiently } from './patiently.ts';
import type { Wait } from './patiently.ts';

export type TaskState =
  | { readonly is: 'idle' | 'working' }
  | { readonly is: 'waiting'; readonly wait: Wait }
  | { readonly is: 'failed'; readonly error: ServiceError; readonly gaveUpAfter?: number | undefined };

/** A refusal after which the same call succeeded. */
export interface Recovery {
  readonly error: ServiceError;
  /** How often the call was made again. */
  readonly tries: number;
}

/** What the service is asked to do; each call is made again while the service is busy. */
export type Work<Result> = (call: Call, signal: AbortSignal) => Promise<Result>;

/** Something that the service is asked to do, one at a time. */
export interface Task {
  readonly state: TaskState;
  readonly isBusy: boolean;
  /** Its result; `undefined` if it failed or was stopped. What ran before is stopped. */
  run<Result>(work: Work<Result>): Promise<Result | undefined>;
  /** Ends a pause between two tries: the task has failed as the last try did. */
  stop(): void;
}

/** @param onRecovered told when a call has succeeded after refusals. */
export function useTask(onRecovered?: (recovery: Recovery) => void): Task {
  const [state, setState] = useState<TaskState>({ is: 'idle' });
  const running = useRef<AbortController>(undefined);

  useEffect(() => () => running.current?.abort(), []);

  async function run<Result>(work: Work<Result>): Promise<Result | undefined> {
    running.current?.abort();
    const controller = new AbortController();
    const { signal } = controller;
    running.current = controller;
    const show = (next: TaskState): void => {
      if (running.current === controller) setState(next);
    };
    let waits: readonly Wait[] = [];
    const call: Call = async (action, parameters) => {
      waits = [];
      const answer = await patiently(
        () => callApi(action, parameters, signal),
        signal,
        (wait) => {
          if (wait !== undefined) waits = [...waits, wait];
          show(wait === undefined ? { is: 'working' } : { is: 'waiting', wait });
        },
      );
      const last = waits.at(-1);
      if (last !== undefined) onRecovered?.({ error: last.error, tries: waits.length });
      return answer;
    };
    show({ is: 'working' });
    try {
      const result = await work(call, signal);
      show({ is: 'idle' });
      return running.current === controller ? result : undefined;
    } catch (error) {
      if (error instanceof ServiceError)
        show({ is: 'failed', error, gaveUpAfter: signal.aborted ? undefined : triesOf(error, waits.at(-1)) });
      else if (!signal.aborted) throw error;
      return undefined;
    }
  }

  const isBusy = state.is === 'working' || state.is === 'waiting';
  return { state, isBusy, run, stop: () => running.current?.abort() };
}

/** How many tries there were, if there is no further one. */
function triesOf(error: ServiceError, last: Wait | undefined): number | undefined {
  return isTemporary(error) && last?.number === last?.of ? last?.of : undefined;
}
