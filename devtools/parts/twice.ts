import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { Panel, define } from '../panel.ts';
import { icon } from './icon.ts';
import type { IconName } from './icon.ts';

/** A button for what cannot be undone: the second click counts, and is told by the event `confirm`. */
export class Twice extends Panel {
  static override properties = {
    ...Panel.properties,
    label: { type: String },
    again: { type: String },
    subject: { type: String },
    icon: { type: String },
  };
  declare label: string;
  /** What it says before the second click. */
  declare again: string;
  /** What it is about, for a screen reader that knows nothing of its place. */
  declare subject: string | undefined;
  declare icon: IconName | undefined;
  #isAsking = false;

  protected override render(): TemplateResult {
    const words = this.#isAsking ? this.again : this.label;
    return html`<button
      class="button danger"
      type="button"
      aria-label=${this.subject === undefined ? words : `${this.subject}: ${words}`}
      @click=${this.#click}
      @blur=${() => this.change(() => (this.#isAsking = false))}
    >
      ${this.icon === undefined ? nothing : icon(this.icon)} ${words}
    </button>`;
  }

  #click = (): void => {
    const wasAsking = this.#isAsking;
    this.change(() => (this.#isAsking = !wasAsking));
    if (wasAsking) this.dispatchEvent(new Event('confirm'));
  };
}

define('cloudapi-devtools-twice', Twice);
