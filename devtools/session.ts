import type { Emulator, Exchange, Fault, JournalEntry, ServiceDescription, Snapshot } from '../src/index.ts';
import { Drafts } from './drafts.ts';
import type { PreferenceStore, Preferences } from './preferences.ts';
import type { Language } from './types.ts';

/** A call in the list. */
export interface CallRecord {
  /** Counts up; an entry's RequestId may come twice, if ids are reproducible. */
  readonly key: number;
  readonly entry: JournalEntry;
}

/** What is filled in to call an API. */
export interface ApiInput {
  stage: string | undefined;
  /** For an API that takes any. */
  method: string;
  /** By the names of fields: what was typed. */
  readonly values: Map<string, string>;
  body: string;
}

/** Calls that the panel keeps, at most. */
const MAX_CALLS = 1000;
/** How often a closed panel looks for what its button shows, in milliseconds. */
const LOOK = 500;
/** Characters of exchanges that the panel keeps, at most. */
const MAX_CHARACTERS = 8_000_000;

/** What all parts of the panel show, and the ways in which they change it. */
export class Session {
  readonly emulator: Emulator;
  readonly service: ServiceDescription;
  /** The oldest first. */
  readonly calls: CallRecord[] = [];
  /** The state as of the last change; `undefined` until it was read. */
  state: Snapshot | undefined;
  isPaused = false;
  /** Calls that came since the list was paused. */
  missed = 0;
  /** Faults that hold calls until they are removed, also those that affect no further call. */
  readonly holding = new Set<Fault>();
  readonly drafts: Drafts;
  /** What was filled in to call an API, by its id. */
  readonly apiInputs = new Map<string, ApiInput>();
  /** A call that the tab of calls opens when it is shown. */
  #asked: CallRecord | undefined;

  readonly #preferences: PreferenceStore;
  readonly #listeners = new Set<() => void>();
  readonly #exchanges = new Map<string, Exchange>();
  #characters = 0;
  #nextKey = 0;
  #ends: (() => void)[] = [];
  /** What ends when the panel opens or closes. */
  #modeEnds: (() => void)[] = [];
  #reading: Promise<void> | undefined;
  #frame: number | undefined;

  constructor(emulator: Emulator, preferences: PreferenceStore) {
    this.emulator = emulator;
    this.#preferences = preferences;
    this.service = emulator.describe();
    this.drafts = new Drafts(this.service.name);
  }

  /** Begins to follow the emulator and other tabs. */
  connect(): void {
    const followTab = (event: StorageEvent): void => {
      if (this.#preferences.follow(event)) this.changed();
    };
    addEventListener('storage', followTab);
    const page = new MutationObserver(() => this.changed());
    page.observe(document.documentElement, { attributeFilter: ['lang'] });
    this.#ends = [() => page.disconnect(), () => removeEventListener('storage', followTab)];
    if (this.preferences.open) this.#open();
    else this.#close();
  }

  disconnect(): void {
    for (const end of [...this.#ends.splice(0), ...this.#modeEnds.splice(0)]) end();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }

  /** @returns a function that unsubscribes */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  changed(): void {
    for (const listener of Array.from(this.#listeners)) listener();
  }

  /** Calls may come by hundreds: they are shown once in a frame, and in a hidden tab not at all. */
  #changedByCall(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.changed();
    });
  }

  get preferences(): Preferences {
    return this.#preferences.current;
  }

  prefer(changes: Partial<Preferences>): void {
    const wasOpen = this.preferences.open;
    this.#preferences.set(changes);
    if (this.preferences.open && !wasOpen) this.#open();
    if (!this.preferences.open && wasOpen) this.#close();
    this.changed();
  }

  /** The language that this panel asks for. */
  get language(): Language {
    const { language } = this.preferences;
    if (language !== 'auto') return language;
    const page = document.documentElement.lang || navigator.language;
    return /^zh\b/i.test(page) ? 'zh' : 'en';
  }

  /** The faults that will affect calls, and those that hold one. */
  get armed(): readonly Fault[] {
    const list = this.emulator.faults.list();
    return [...list, ...[...this.holding].filter((fault) => !list.includes(fault))];
  }

  /** Request and answer in full, if the panel was open when the call came. */
  exchangeOf({ requestId }: JournalEntry): Exchange | undefined {
    return this.#exchanges.get(requestId);
  }

  /** Opens a call in the tab of calls. */
  show(call: CallRecord): void {
    this.#asked = call;
    this.prefer({ tab: 'calls' });
  }

  /** @returns the call that is to be opened, once */
  takeAsked(): CallRecord | undefined {
    const asked = this.#asked;
    this.#asked = undefined;
    return asked;
  }

  /** Calls that came meanwhile are read from the journal. */
  pause(isPaused: boolean): void {
    this.isPaused = isPaused;
    this.missed = 0;
    if (!isPaused) this.#catchUp();
    this.changed();
  }

  clear(): void {
    this.emulator.journal.clear();
    this.calls.length = 0;
    this.missed = 0;
    this.#exchanges.clear();
    this.#characters = 0;
    this.changed();
  }

  /** Only an open panel asks for the calls, for what is on the wire, and for the state. */
  #open(): void {
    for (const end of this.#modeEnds.splice(0)) end();
    this.#catchUp();
    this.#modeEnds = [
      this.emulator.journal.subscribe((entry) => {
        if (this.isPaused) this.missed += 1;
        else this.#keep(entry);
        this.#changedByCall();
      }),
      this.emulator.exchanges.subscribe((exchange) => this.#keepExchange(exchange)),
      this.emulator.subscribe(() => void this.readState()),
    ];
    void this.readState();
  }

  /** To be told of each call costs it time. A closed panel looks for itself now and then. */
  #close(): void {
    for (const end of this.#modeEnds.splice(0)) end();
    const { journal, storage } = this.emulator;
    let shown = [journal.refused, storage.problem];
    const timer = setInterval(() => {
      const now = [journal.refused, storage.problem];
      if (now.every((value, index) => value === shown[index])) return;
      shown = now;
      this.changed();
    }, LOOK);
    this.#modeEnds = [() => clearInterval(timer)];
  }

  #catchUp(): void {
    const known = new Set(this.calls.map(({ entry }) => entry.requestId + entry.time));
    for (const entry of this.emulator.journal.entries()) {
      if (!known.has(entry.requestId + entry.time)) this.#keep(entry);
    }
  }

  #keep(entry: JournalEntry): void {
    this.#nextKey += 1;
    this.calls.push({ key: this.#nextKey, entry });
    if (this.calls.length > MAX_CALLS) this.calls.shift();
  }

  #keepExchange(exchange: Exchange): void {
    if (exchange.requestId === '') return;
    this.#exchanges.set(exchange.requestId, exchange);
    this.#characters += sizeOf(exchange);
    for (const [requestId, oldest] of this.#exchanges) {
      if (this.#characters <= MAX_CHARACTERS || requestId === exchange.requestId) break;
      this.#exchanges.delete(requestId);
      this.#characters -= sizeOf(oldest);
    }
    this.#changedByCall();
  }

  /** Reads the state once for all changes that come before it is read. */
  readState(): Promise<void> {
    return (this.#reading ??= this.#readSoon());
  }

  async #readSoon(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    // Whatever changes from here on is in the snapshot, or asks for the next one.
    this.#reading = undefined;
    try {
      this.state = await this.emulator.snapshot();
    } catch {
      // What is wrong with the storage, emulator.storage.problem says; the panel shows it.
    }
    this.changed();
  }
}

/** A back end behind a SubDomain may answer with any status; only what a gate answered was refused. */
export function isRefused({ gate }: JournalEntry): boolean {
  return gate !== undefined;
}

/** What a call asked for: its action, or at a SubDomain its method and path. */
export function nameOf({ action, method, path }: JournalEntry): string {
  return path === undefined ? action : `${method} ${path}`;
}

function sizeOf({ request, answer }: Exchange): number {
  return (request?.url.length ?? 0) + (request?.body.length ?? 0) + answer.body.length + 1000;
}
