import type { Emulator } from '../src/index.ts';

/** The languages of the panel. */
export type Language = 'en' | 'zh';

/** Where the panel is. */
export type Position = 'right' | 'bottom' | 'floating';

export type Theme = 'auto' | 'light' | 'dark';

export type TabName = 'calls' | 'state' | 'faults' | 'limits' | 'scenes' | 'callers';

/** How a panel begins. What the user has chosen by hand comes first, also after the page was loaded again. */
export interface DevtoolsOptions {
  /** `false` if left out: only a button is there. */
  readonly open?: boolean | undefined;
  /** `right` if left out. */
  readonly position?: Position | undefined;
  /** `auto` follows the page's language, and is the default. All panels of a page share one language: the last one asked for. */
  readonly language?: Language | 'auto' | undefined;
  /** `auto` follows the system, and is the default. */
  readonly theme?: Theme | undefined;
  /** `calls` if left out. */
  readonly tab?: TabName | undefined;
  /**
   * What opens and closes the panel: modifiers and a key, joined by `+`. `Ctrl+Shift+Y` if left out; `false` for none.
   */
  readonly shortcut?: string | false | undefined;
}

/** The element `<cloudapi-devtools>`: a button that opens a panel. It shows nothing until it has an emulator. */
export interface CloudApiDevtools extends HTMLElement {
  emulator: Emulator | undefined;
  /** Read when the emulator is set. */
  options: DevtoolsOptions | undefined;
}
