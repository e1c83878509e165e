import { msg } from '@lit/localize';
import { html } from 'lit';
import { readable } from '../parts/readable.ts';
import { toParameters } from './item.ts';
import type { Item, ItemDetails, Model } from './item.ts';

/** A model, as the list and the detail view show it. */
export function modelItem(model: Model): Item {
  const { modelId, modelName, groupId, description } = model;
  return {
    kind: 'model',
    id: modelId,
    name: modelName,
    groupId,
    resource: model,
    words: [],
    line: () => description || modelId,
    details: () => modelDetails(model),
  };
}

function modelDetails({ account, region, ...model }: Model): ItemDetails {
  const { modelId, groupId, modelName, schema, description } = model;
  return {
    forms: [
      {
        label: msg('Edit'),
        icon: 'edit',
        form: {
          action: 'ModifyModel',
          scope: { account, region },
          initial: toParameters(model),
          fixed: ['GroupId', 'ModelName'],
        },
      },
    ],
    remove: { action: 'DeleteModel', parameters: { GroupId: groupId, ModelName: modelName } },
    facts: [
      ['ModelId', modelId],
      ['GroupId', groupId],
      ['ModelRef', `https://apigateway.aliyun.com/models/${groupId}/${modelId}`],
      ['Description', description],
    ],
    sections: () =>
      html`<section class="section">
        <h3>Schema</h3>
        <pre tabindex="0" aria-label="Schema">${readable(schema)}</pre>
      </section>`,
  };
}
