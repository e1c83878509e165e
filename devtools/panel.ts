import { updateWhenLocaleChanges } from '@lit/localize';
import { LitElement } from 'lit';
import type { Session } from './session.ts';
import { styles } from './styles.ts';

/** A part of the panel that shows a session, and is rendered again when that changes. */
export abstract class Panel extends LitElement {
  static override properties: Readonly<Record<string, object>> = { session: { attribute: false } };
  static override styles = [styles];

  /** Set by the template, before the element is in the document. */
  declare session: Session;
  /** How often it is rendered again by itself, in milliseconds. */
  protected readonly tick: number = Infinity;
  #unsubscribe: (() => void) | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.tick !== Infinity) this.#timer = setInterval(() => this.requestUpdate(), this.tick);
    this.#unsubscribe = this.session.subscribe(() => this.requestUpdate());
    // It may have been out of the document, and have missed changes.
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unsubscribe?.();
    clearInterval(this.#timer);
  }

  /** Changes what is shown here, or something that other parts show as well. */
  protected change(work: () => void): void {
    work();
    this.requestUpdate();
    this.session.changed();
  }
}

/** Defines an element, unless the page has it: the package may be loaded twice. */
export function define(name: string, element: CustomElementConstructor): void {
  if (customElements.get(name) === undefined) customElements.define(name, element);
}
