import type { Emulator } from '../src/index.ts';
import { DevtoolsElement } from './element.ts';
import { readShortcut } from './shortcut.ts';
import type { CloudApiDevtools, DevtoolsOptions } from './types.ts';

export type { CloudApiDevtools, DevtoolsOptions } from './types.ts';

declare global {
  interface HTMLElementTagNameMap {
    'cloudapi-devtools': CloudApiDevtools;
  }
}

/**
 * Puts the devtools for an emulator into the page: a button that opens a panel.
 * While the panel is docked, the page's root element has its size in the custom properties `--cloudapi-devtools-right`
 * and `--cloudapi-devtools-bottom`, so that a page can make room for it.
 * @returns a function that unmounts them
 * @throws {TypeError} if the shortcut cannot be read
 * @example
 * const unmount = mountDevtools(emulator, { position: 'right', open: true, language: 'zh' });
 */
export function mountDevtools(emulator: Emulator, options: DevtoolsOptions = {}): () => void {
  const { shortcut } = options;
  if (shortcut !== undefined && shortcut !== false) readShortcut(shortcut);
  const element = createElement();
  element.emulator = emulator;
  element.options = options;
  document.body.append(element);
  return () => element.remove();
}

/** If another copy of the package has defined the name, by its class: another class has no name of its own. */
function createElement(): CloudApiDevtools {
  return customElements.get('cloudapi-devtools') === DevtoolsElement
    ? new DevtoolsElement()
    : document.createElement('cloudapi-devtools');
}
