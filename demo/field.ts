import { el, uniqueId } from './dom.ts';
import type { Child } from './dom.ts';
import type { Pairs } from './service.ts';

/** One parameter of a form. */
export interface Field {
  readonly name: string;
  readonly element: HTMLElement;
  /** What goes out for it; nothing where it is left empty. */
  read(): Pairs;
  /** Shows the service's words at the field, or takes them away. */
  refuse(message: string | undefined): void;
}

/** A labelled place with a hint below, and room for what the service says about it. */
export function createFieldFrame(
  name: string,
  {
    required,
    hint,
    label,
  }: { readonly required: boolean; readonly hint: Child; readonly label: HTMLElement },
): {
  readonly element: HTMLElement;
  readonly hintId: string;
  readonly errorId: string;
  readonly content: HTMLElement;
  refuse(message: string | undefined): void;
} {
  const hintId = uniqueId('hint');
  const errorId = uniqueId('error');
  const error = el('p', { class: 'field-error', id: errorId, hidden: true });
  const content = el('div', { class: 'field-content' });
  label.append(
    el('span', { class: 'parameter' }, name),
    required ? el('span', { class: 'required' }, 'required') : '',
  );
  const element = el(
    'div',
    { class: 'field' },
    label,
    content,
    error,
    el('p', { class: 'hint', id: hintId }, hint),
  );
  return {
    element,
    hintId,
    errorId,
    content,
    refuse(message) {
      error.textContent = message ?? '';
      error.hidden = message === undefined;
      element.classList.toggle('refused', message !== undefined);
    },
  };
}

/** A parameter that is one text, in a control of its own. */
export function createField(
  name: string,
  control: HTMLInputElement | HTMLSelectElement,
  { required = false, hint }: { readonly required?: boolean; readonly hint: Child },
): Field {
  control.id = uniqueId(name);
  const frame = createFieldFrame(name, { required, hint, label: el('label', { for: control.id }) });
  control.setAttribute('aria-describedby', `${frame.errorId} ${frame.hintId}`);
  if (required) control.setAttribute('aria-required', 'true');
  frame.content.append(control);
  const refuse = (message: string | undefined): void => {
    frame.refuse(message);
    control.setAttribute('aria-invalid', String(message !== undefined));
  };
  control.addEventListener('input', () => refuse(undefined));
  return {
    name,
    element: frame.element,
    read: () => (control.value === '' ? [] : [[name, control.value]]),
    refuse,
  };
}

/** A line to type in. The browser does not check it: the service does. */
export function textInput(): HTMLInputElement {
  return el('input', { type: 'text', autocomplete: 'off', spellcheck: 'false' });
}
