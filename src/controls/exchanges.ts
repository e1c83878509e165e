import { CloudApiError } from '../cloud-api-error.ts';
import { logError } from '../log-error.ts';

/** What a call sent and what it got. Secrets of the `credentials` option are replaced by `***`. */
export interface Exchange {
  /** The same as in the journal; empty for a dropped call. */
  readonly requestId: string;
  /** `undefined` for a call of `emulator.call`, which is on no wire. */
  readonly request:
    | {
        readonly method: string;
        readonly url: string;
        readonly headers: Readonly<Record<string, string>>;
        readonly body: string;
      }
    | undefined;
  readonly answer: {
    /** 0 for a dropped call. */
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    /** JSON or XML; of `emulator.call`, JSON. */
    readonly body: string;
  };
}

/** Calls and answers in full, for those who ask; nothing of them is kept. */
export interface Exchanges {
  /**
   * Tells of each call after its answer. Without listeners a call costs nothing more.
   * @returns a function that unsubscribes
   * @example
   * const unsubscribe = emulator.exchanges.subscribe(({ request, answer }) => console.log(request?.url, answer.body));
   */
  subscribe(listener: (exchange: Exchange) => void): () => void;
}

export interface ExchangesControl {
  readonly exchanges: Exchanges;
  /** Answers a request, and tells the listeners of it, unless it is left to the network: `undefined`. */
  onWire<Answer extends Response | undefined>(
    request: Request,
    answer: (request: Request) => Promise<Answer>,
  ): Promise<Answer>;
  /** Tells the listeners how a call ends that is on no wire. */
  offWire<Answer extends object>(answer: Promise<Answer>): Promise<Answer>;
}

/** @param redact replaces known secrets in what is told. */
export function createExchanges(
  redact: <Value>(value: Value, kept?: number) => Value = (value) => value,
): ExchangesControl {
  const listeners = new Set<(exchange: Exchange) => void>();

  function tell(exchange: Exchange): void {
    const shown = redact(exchange, 2);
    for (const listener of Array.from(listeners)) {
      try {
        listener(shown);
      } catch (error) {
        logError('A listener of exchanges.subscribe threw an error.', error);
      }
    }
  }

  async function read(request: Request, sent: Promise<string>, response: Response): Promise<void> {
    const { method, url, headers } = request;
    if (method === 'OPTIONS') return;
    const { status } = response;
    tell({
      requestId: response.headers.get('x-acs-request-id') ?? response.headers.get('x-ca-request-id') ?? '',
      request: { method, url, headers: Object.fromEntries(headers), body: await sent },
      answer: { status, headers: Object.fromEntries(response.headers), body: await bodyOf(response) },
    });
  }

  return {
    exchanges: {
      subscribe(listener) {
        // Of its own, so that one function may listen twice.
        const own = (exchange: Exchange): void => listener(exchange);
        listeners.add(own);
        return () => void listeners.delete(own);
      },
    },
    async onWire(request, answer) {
      if (listeners.size === 0) return await answer(request);
      const sent = bodyOf(request);
      const response = await answer(request);
      // Not awaited, because the answer does not wait for those who look on. What cannot be read was answered so.
      if (response !== undefined) read(request, sent, response.clone()).catch(() => undefined);
      return response;
    },
    async offWire(answer) {
      if (listeners.size === 0) return await answer;
      try {
        const content = await answer;
        tell(offWireExchange(200, content));
        return content;
      } catch (error) {
        tell(error instanceof CloudApiError ? offWireExchange(error.status, error.body) : offWireExchange(0));
        throw error;
      }
    },
  };
}

/** @param content of the answer; left out for a dropped call. */
function offWireExchange(status: number, content?: object): Exchange {
  return {
    requestId: content !== undefined && 'RequestId' in content ? String(content.RequestId) : '',
    request: undefined,
    answer: { status, headers: {}, body: content === undefined ? '' : JSON.stringify(content) },
  };
}

/** A body as text, without using it up; empty if it cannot be read. */
async function bodyOf(message: Request | Response): Promise<string> {
  try {
    return message.body === null ? '' : await message.clone().text();
  } catch {
    return '';
  }
}
