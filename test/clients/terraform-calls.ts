import type { CallOutput, Emulator, EmulatorOptions } from 'cloudapi-emulator';
import { setupEmulator } from 'cloudapi-emulator/node';
import { onTestFinished } from 'vitest';
import { isRpcError } from './clients.ts';
import { rpcClient } from './sdks.ts';
import { MORNING } from './typed.ts';

type Action = Parameters<Emulator['call']>[0];
type Server = ReturnType<typeof setupEmulator>['server'];

/** How long the provider tries again, and how it waits in between, in milliseconds. */
export const TIMEOUT = 300_000;
export const WAIT = 3000;
export const PAGE_SIZE = 50;
const REGION = 'cn-hangzhou';

export function codeOf(thrown: unknown): string | undefined {
  return isRpcError(thrown) ? thrown.code : undefined;
}

/** The provider's rule for what passes by itself. */
function passes(code: string | undefined): boolean {
  return code !== undefined && (/Throttling/.test(code) || code === 'ServiceUnavailable');
}

/** Time that only waiting moves. */
export interface Time {
  now: number;
}

/** How Terraform's provider calls the service: it signs by V1, sends parameters in a form, and a RegionId with each call. */
export class ProviderCalls {
  readonly #client = rpcClient();
  protected readonly time: Time;
  /** What was called, and the code of each refusal. */
  readonly log: string[] = [];

  constructor(time: Time) {
    this.time = time;
  }

  protected async call<Name extends Action>(action: Name, parameters: object): Promise<CallOutput<Name>> {
    try {
      const answer = await this.#client.request<CallOutput<Name>>(
        action,
        { RegionId: REGION, ...parameters },
        { method: 'POST' },
      );
      this.log.push(action);
      return answer;
    } catch (error) {
      this.log.push(`${action}: ${codeOf(error)}`);
      throw error;
    }
  }

  /** Tries again while the refusal is one that passes, each time after a longer wait. */
  protected async retry<Name extends Action>(
    action: Name,
    parameters: object,
    more: readonly string[] = [],
  ): Promise<CallOutput<Name>> {
    const end = this.time.now + TIMEOUT;
    for (let wait = WAIT; ; wait += WAIT) {
      try {
        return await this.call(action, parameters);
      } catch (error) {
        const code = codeOf(error);
        if (!passes(code) && !more.includes(code ?? '')) throw error;
        if (this.time.now + wait > end) throw error;
        this.time.now += wait;
      }
    }
  }
}

/** The emulator that answers a provider, on its time. The provider's own tests have hyphens in names. */
export async function startForProvider(
  options: EmulatorOptions = {},
): Promise<{ readonly emulator: Emulator; readonly time: Time; readonly server: Server }> {
  const time: Time = { now: MORNING };
  const { emulator, server, start, stop } = setupEmulator({
    storage: 'memory',
    guard: true,
    rules: 'observed',
    clock: () => time.now,
    ...options,
  });
  onTestFinished(stop);
  await start();
  return { emulator, time, server };
}
