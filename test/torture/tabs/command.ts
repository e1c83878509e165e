import type { EmulatorOptions } from 'cloudapi-emulator';

/** A request as JSON can hold it. */
export interface Call {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export type OpenOptions = Pick<EmulatorOptions, 'name' | 'limits' | 'credentials'>;

/** What a tab is told to do: to open an emulator, to make calls to it, all at once, or to load its page again. */
export type Command =
  | { readonly do: 'open'; readonly options: OpenOptions }
  | { readonly do: 'call'; readonly calls: readonly Call[]; readonly frozenAt?: number }
  | { readonly do: 'reload' };

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What came of a command, and when the calls were under way, by the machine's clock. */
export interface Outcome {
  readonly answers: readonly Answer[];
  readonly begin: number;
  readonly end: number;
}

/** What a tab tells: at first nothing, then what came of the last command. */
export type Report = Outcome | { readonly failed: string } | null;
