import { el, renderRows } from './dom.ts';
import { createField, textInput } from './field.ts';
import { createOperationForm } from './operation-form.ts';
import type { Perform } from './operation-form.ts';
import { createSchemaField } from './schema-field.ts';
import type { Group } from './state.ts';
import { createTagField } from './tag-field.ts';

export interface ModelForm {
  readonly element: HTMLFormElement;
  /** Offers these groups. @param chosen the id of the one that a model is to belong to. */
  offer(groups: readonly Group[], chosen: string | undefined): void;
}

/** The schema of CreateModel's document. */
const EXAMPLE = {
  type: 'object',
  properties: {
    id: { format: 'int64', maximum: 100, exclusiveMaximum: true, type: 'integer' },
    name: { maxLength: 10, type: 'string' },
  },
};

/** The form of CreateModel, with the example of its document. @param onGroup told of the group chosen in it. */
export function createModelForm(perform: Perform, onGroup: (groupId: string) => void): ModelForm {
  const group = el('select', { change: () => onGroup(group.value) });
  const name = textInput();
  const description = textInput();
  const example = JSON.stringify(EXAMPLE, undefined, 2);
  const schema = createSchemaField(example);
  const tags = createTagField();
  const fields = [
    createField('GroupId', group, {
      required: true,
      hint: 'The group that the model belongs to, of those in the endpoint’s region.',
    }),
    createField('ModelName', name, { required: true, hint: 'Unique in its group.' }),
    schema,
    createField('Description', description, { hint: 'What the model is for.' }),
    tags,
  ];
  const element = createOperationForm('CreateModel', fields, {
    perform,
    fillExample() {
      name.value = 'Test';
      description.value = 'Model Description';
      schema.set(example);
      tags.set([['key', '123']]);
      for (const field of fields) field.refuse(undefined);
    },
  });
  return {
    element,
    offer(groups, chosen) {
      const none = groups.length === 0 ? 'No group exists yet' : 'None';
      renderRows(group, [
        { key: none, make: () => el('option', { value: '' }, none) },
        ...groups.map(({ GroupId, GroupName }) => ({
          key: `${GroupName} · ${GroupId}`,
          make: () => el('option', { value: GroupId }, `${GroupName} · ${GroupId}`),
        })),
      ]);
      group.value = chosen ?? '';
    },
  };
}
