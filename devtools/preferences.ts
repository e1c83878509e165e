import type { Language, Position, TabName, Theme } from './types.ts';

/** How the panel looks, and where it is. */
export interface Preferences {
  readonly open: boolean;
  readonly position: Position;
  /** Of the panel, in CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly tab: TabName;
  /** `auto` follows the page's language. */
  readonly language: Language | 'auto';
  /** `auto` follows the system. */
  readonly theme: Theme;
}

const KEY = 'cloudapi-emulator-devtools';

const defaults: Preferences = {
  open: false,
  position: 'right',
  width: 520,
  height: 420,
  tab: 'calls',
  language: 'auto',
  theme: 'auto',
};

const choices: Readonly<Partial<Record<keyof Preferences, readonly unknown[]>>> = {
  open: [true, false],
  position: ['right', 'bottom', 'floating'],
  tab: ['calls', 'state', 'faults', 'limits', 'scenes', 'callers'],
  language: ['auto', 'en', 'zh'],
  theme: ['auto', 'light', 'dark'],
};

/** What the user has chosen, from the last time on. What is chosen by hand wins over the options. */
export class PreferenceStore {
  #chosen: Partial<Preferences> = readChosen();
  readonly #options: Partial<Preferences>;

  constructor(options: Partial<Preferences>) {
    this.#options = options;
  }

  get current(): Preferences {
    return { ...defaults, ...this.#options, ...this.#chosen };
  }

  set(changes: Partial<Preferences>): void {
    this.#chosen = { ...this.#chosen, ...changes };
    try {
      localStorage.setItem(KEY, JSON.stringify(this.#chosen));
    } catch {
      // A page without storage forgets.
    }
  }

  /** Takes over language and theme from another tab. */
  follow({ key }: Pick<StorageEvent, 'key'>): boolean {
    if (key !== KEY) return false;
    const { language, theme } = readChosen();
    this.#chosen = {
      ...this.#chosen,
      ...(language === undefined ? {} : { language }),
      ...(theme === undefined ? {} : { theme }),
    };
    return true;
  }
}

/** Anything may stand in a page's storage: only what is valid counts. */
function readChosen(): Partial<Preferences> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(
      Object.entries(kept).filter(([name, value]) =>
        name === 'width' || name === 'height'
          ? typeof value === 'number' && value > 0
          : choices[name as keyof Preferences]?.includes(value),
      ),
    );
  } catch {
    return {};
  }
}
