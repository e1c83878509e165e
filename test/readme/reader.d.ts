/** What the README takes for granted in its shorter examples: the emulator of an example before, and the reader's own code. */
declare const emulator: import('cloudapi-emulator').Emulator;
declare const yourHandlers: readonly import('msw').RequestHandler[];
declare function renderApplication(): void;
declare function render(...what: unknown[]): void;
declare function submitForm(values: { readonly name: string }): Promise<void>;
declare const beforeAll: typeof import('vitest').beforeAll;
declare const beforeEach: typeof import('vitest').beforeEach;
declare const afterAll: typeof import('vitest').afterAll;
