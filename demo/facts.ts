import { copyButton } from './copy-button.ts';
import { el } from './dom.ts';

/** One line of a list of facts. */
export interface Fact {
  readonly name: string;
  readonly value: string;
  readonly copy?: boolean;
}

/** Names and values. An empty value is left out; a copyable one has a button and a line of its own. */
export function createFacts(facts: readonly Fact[]): HTMLElement {
  return el(
    'dl',
    { class: 'facts' },
    ...facts
      .filter(({ value }) => value !== '')
      .map(({ name, value, copy = false }) =>
        el(
          'div',
          { class: copy ? 'long' : undefined },
          el('dt', {}, name, copy ? copyButton(name, value) : undefined),
          el('dd', { class: 'value' }, value),
        ),
      ),
  );
}
