import { el, uniqueId } from './dom.ts';
import type { Field } from './field.ts';
import { textInput } from './field.ts';

export interface TagField extends Field {
  set(tags: readonly (readonly [string, string])[]): void;
}

/** The parameter Tag: any number of keys and values. */
export function createTagField(): TagField {
  const rows: {
    readonly key: HTMLInputElement;
    readonly value: HTMLInputElement;
    readonly row: HTMLElement;
  }[] = [];
  const list = el('div', { class: 'tag-rows' });
  const errorId = uniqueId('error');
  const error = el('p', { class: 'field-error', id: errorId, hidden: true });

  const refuse = (message: string | undefined): void => {
    error.textContent = message ?? '';
    error.hidden = message === undefined;
    element.classList.toggle('refused', message !== undefined);
  };

  /** Numbers follow the places, also after one in the middle is gone. */
  function renumber(): void {
    for (const [index, { key, value, row }] of rows.entries()) {
      const number = index + 1;
      key.setAttribute('aria-label', `Tag.${number}.Key`);
      value.setAttribute('aria-label', `Tag.${number}.Value`);
      row.querySelector('button')?.setAttribute('aria-label', `Remove tag ${number}`);
    }
  }

  function addRow(keyText = '', valueText = ''): HTMLInputElement {
    const key = textInput();
    const value = textInput();
    key.value = keyText;
    value.value = valueText;
    key.placeholder = 'Key';
    value.placeholder = 'Value';
    for (const control of [key, value]) {
      control.setAttribute('aria-describedby', errorId);
      control.addEventListener('input', () => refuse(undefined));
    }
    const remove = el(
      'button',
      {
        type: 'button',
        class: 'icon',
        click: () => {
          const index = rows.findIndex(({ row }) => row === entry.row);
          rows.splice(index, 1);
          entry.row.remove();
          renumber();
          refuse(undefined);
          (rows[index] ?? rows.at(-1))?.key.focus();
          if (rows.length === 0) add.focus();
        },
      },
      '×',
    );
    const entry = { key, value, row: el('div', { class: 'tag-row' }, key, value, remove) };
    rows.push(entry);
    list.append(entry.row);
    renumber();
    return key;
  }

  const add = el('button', { type: 'button', class: 'small', click: () => addRow().focus() }, 'Add tag');
  const element: HTMLElement = el(
    'fieldset',
    { class: 'field' },
    el('legend', {}, el('span', { class: 'parameter' }, 'Tag')),
    list,
    el('div', { class: 'tag-foot' }, add, el('p', { class: 'hint' }, 'Up to 20, each key once.')),
    error,
  );
  return {
    name: 'Tag',
    element,
    read: () =>
      rows.flatMap(({ key, value }, index) => [
        [`Tag.${index + 1}.Key`, key.value] as const,
        ...(value.value === '' ? [] : [[`Tag.${index + 1}.Value`, value.value] as const]),
      ]),
    refuse,
    set(tags) {
      rows.length = 0;
      list.replaceChildren();
      for (const [key, value] of tags) addRow(key, value);
    },
  };
}
