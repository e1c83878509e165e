import { createField, textInput } from './field.ts';
import { createOperationForm } from './operation-form.ts';
import type { Perform } from './operation-form.ts';
import { createTagField } from './tag-field.ts';

/** The form of CreateApiGroup, with the example of its document. */
export function createGroupForm(perform: Perform): HTMLFormElement {
  const name = textInput();
  const basePath = textInput();
  const description = textInput();
  const instanceId = textInput();
  const tags = createTagField();
  const fields = [
    createField('GroupName', name, {
      required: true,
      hint: '4 to 50 letters, digits, underscores and Chinese characters; first a letter or a Chinese character. Unique.',
    }),
    createField('BasePath', basePath, {
      hint: 'The root path of the group’s APIs, such as /qqq. Left out: /',
    }),
    createField('Description', description, { hint: 'Up to 180 characters.' }),
    createField('InstanceId', instanceId, {
      hint: 'api-shared-vpc-001, api-shared-classic-001, or apigateway-… for a dedicated one.',
    }),
    tags,
  ];
  return createOperationForm('CreateApiGroup', fields, {
    perform,
    fillExample() {
      name.value = 'Weather';
      basePath.value = '/qqq';
      description.value = 'The weather informations';
      instanceId.value = 'apigateway-cn-v6419k43xxxxx';
      tags.set([['key', 'value']]);
      for (const field of fields) field.refuse(undefined);
    },
  });
}
