import type { LitElement, ReactiveController } from 'lit';

const FOCUSABLE =
  'button, input:not([type=file]), select, textarea, summary, [tabindex="0"], [contenteditable="true"]';

/** After these, the focus may be elsewhere. A shadow root keeps to itself that the focus moved within it. */
const MOVES = ['focusin', 'keyup', 'click'] as const;

/** Moves the focus to what is nearest when what has it goes away: on the page's body, a keyboard would begin anew. */
export class FocusKeeper implements ReactiveController {
  readonly #host: LitElement;
  readonly #observer = new MutationObserver(() => this.#lookSoon());
  /** What has the focus, and all that it is in. */
  #path: readonly Element[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: LitElement) {
    this.#host = host;
  }

  hostConnected(): void {
    for (const type of MOVES) this.#host.addEventListener(type, this.#follow, { capture: true });
    this.#host.addEventListener('focusout', this.#lookSoon);
  }

  hostDisconnected(): void {
    for (const type of MOVES) this.#host.removeEventListener(type, this.#follow, { capture: true });
    this.#host.removeEventListener('focusout', this.#lookSoon);
    this.#observer.disconnect();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#path = [];
  }

  #follow = (): void => {
    const { activeElement } = this.#root();
    // What a click has taken away is still to be looked for.
    if (activeElement !== this.#host) return;
    this.#path = [];
    this.#observer.disconnect();
    for (let root = this.#host.shadowRoot; root !== null; root = root.activeElement?.shadowRoot ?? null) {
      this.#observer.observe(root, {
        childList: true,
        subtree: true,
        attributeFilter: ['class', 'disabled', 'hidden'],
      });
      this.#path = [...ancestorsOf(root.activeElement), ...this.#path];
    }
  };

  #root(): Document | ShadowRoot {
    return this.#host.getRootNode() as Document | ShadowRoot;
  }

  /** Once all parts are rendered, and have had the chance to set the focus themselves. */
  #lookSoon = (): void => {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#look();
    });
  };

  #look(): void {
    const [focused, ...around] = this.#path;
    const { activeElement } = this.#root();
    if (focused === undefined || (activeElement === this.#host && isUsable(focused))) return;
    this.#path = [];
    // The user has gone elsewhere.
    if (isUsable(focused) || ![null, document.body, this.#host].includes(activeElement as HTMLElement))
      return;
    for (const ancestor of around) {
      if (!ancestor.isConnected) continue;
      const detail = ancestor.querySelector('.detail');
      const found = (detail && firstIn(detail)) ?? firstIn(ancestor);
      if (found !== undefined) {
        found.focus();
        return;
      }
    }
  }
}

/** What has the focus in an element, through all shadow roots. */
export function focusedIn(host: HTMLElement): HTMLElement | undefined {
  const focused = host.shadowRoot?.activeElement;
  if (!(focused instanceof HTMLElement)) return undefined;
  return focusedIn(focused) ?? focused;
}

/** An element and all that it is in, up to the root of its tree. */
function ancestorsOf(element: Element | null): readonly Element[] {
  return element === null ? [] : [element, ...ancestorsOf(element.parentElement)];
}

function isUsable(element: Element): boolean {
  return element.isConnected && element.checkVisibility() && !element.matches(':disabled');
}

/** The first element that can have the focus, also in shadow roots. */
function firstIn(parent: Element | ShadowRoot): HTMLElement | undefined {
  if (parent instanceof Element && parent.shadowRoot !== null) {
    const found = firstIn(parent.shadowRoot);
    if (found !== undefined) return found;
  }
  for (const child of parent.children) {
    if (!(child instanceof HTMLElement) || !isUsable(child)) continue;
    const found = child.matches(FOCUSABLE) ? child : firstIn(child);
    if (found !== undefined) return found;
  }
  return undefined;
}
