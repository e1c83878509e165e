import type { Place, Placement } from './placement.ts';
import type { Language, Position, TabName, Theme } from './types.ts';

/** How the panel looks, and where it is. */
export interface Preferences extends Placement {
  readonly open: boolean;
  readonly tab: TabName;
  /** `auto` follows the page's language. */
  readonly language: Language | 'auto';
  /** `auto` follows the system. */
  readonly theme: Theme;
}

/** In the order in which they are offered. */
export const POSITIONS: readonly Position[] = ['right', 'bottom', 'floating'];
export const TABS: readonly TabName[] = ['calls', 'state', 'faults', 'limits', 'scenes', 'callers'];
export const THEMES: readonly Theme[] = ['auto', 'light', 'dark'];

const KEY = 'cloudapi-emulator-devtools';

const defaults: Preferences = {
  open: false,
  position: 'right',
  width: 520,
  height: 420,
  // The lower right corner of any window.
  floating: { left: 1e6, top: 1e6, width: 520, height: 600 },
  tab: 'calls',
  language: 'auto',
  theme: 'auto',
};

const isOneOf =
  (...choices: readonly unknown[]) =>
  (value: unknown): boolean =>
    choices.includes(value);

const isSize = (value: unknown): boolean => typeof value === 'number' && value > 0 && value < Infinity;

const checks: Readonly<Record<keyof Preferences, (value: unknown) => boolean>> = {
  open: isOneOf(true, false),
  position: isOneOf(...POSITIONS),
  width: isSize,
  height: isSize,
  floating: isPlace,
  tab: isOneOf(...TABS),
  language: isOneOf('auto', 'en', 'zh'),
  theme: isOneOf(...THEMES),
};

/** What the user has chosen, from the last time on. What is chosen by hand wins over the options. */
export class PreferenceStore {
  #chosen: Partial<Preferences> = readChosen();
  readonly #options: Partial<Preferences>;

  /** @param isAlone whether no other panel of the page is open, in whose place it would be */
  constructor(options: Partial<Preferences>, isAlone = true) {
    this.#options = options;
    if (!isAlone) this.#chosen = { ...this.#chosen, open: false };
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
      Object.entries(kept).filter(
        ([name, value]) => Object.hasOwn(checks, name) && checks[name as keyof Preferences](value),
      ),
    );
  } catch {
    return {};
  }
}

function isPlace(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { left, top, width, height } = value as Partial<Place>;
  return Number.isFinite(left) && Number.isFinite(top) && isSize(width) && isSize(height);
}
