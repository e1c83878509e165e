import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { dateTime } from '../parts/time.ts';
import './api-call.ts';
import './api-definition.ts';
import { toParameters } from './item.ts';
import type { Api, CallRequest, DetailContext, FormRequest, Group, Item, ItemDetails } from './item.ts';
import { STAGES, changedParts } from './stages.ts';
import type { Stage } from './stages.ts';

/** An API, as the list and the detail view show it. */
export function apiItem(api: Api, group: Group): Item {
  const { requestConfig, visibility } = api.definition;
  const { RequestHttpMethod: method, RequestPath: path } = requestConfig;
  return {
    kind: 'api',
    id: api.apiId,
    name: api.apiName,
    groupId: api.groupId,
    resource: api,
    words: [path, `${method} ${path}`],
    line: () => `${method} ${path} · ${visibility}`,
    badges: () => badges(api),
    details: () => apiDetails(api, group),
  };
}

function badges(api: Api): TemplateResult {
  const deployed = STAGES.flatMap((stage) => {
    const deployment = api.deployments[stage];
    return deployment === undefined ? [] : [{ stage, deployment }];
  });
  if (deployed.length === 0) return html`<span class="muted">${msg('not deployed')}</span>`;
  return html`${deployed.map(
    ({ stage, deployment }) =>
      html`<span
        class="chip ok small"
        title="${msg(str`Version ${deployment.effectiveVersion}`)} · ${dateTime(deployment.deployedTime)}"
        >${stage}</span
      >`,
  )}`;
}

function apiDetails(api: Api, group: Group): ItemDetails {
  const { account, region, groupId, apiId, definition } = api;
  const scope = { account, region };
  const identity = { GroupId: groupId, ApiId: apiId };
  return {
    forms: [
      {
        label: msg('Edit'),
        icon: 'edit',
        form: {
          action: 'ModifyApi',
          scope,
          initial: { ...identity, ...toParameters(definition) },
          fixed: Object.keys(identity),
        },
      },
    ],
    remove: { action: 'DeleteApi', parameters: identity },
    taggedAs: 'api',
    facts: [
      ['ApiId', apiId],
      ['GroupId', groupId],
      ['Visibility', definition.visibility],
      ['AuthType', definition.authType],
      ['Description', definition.description ?? ''],
    ],
    sections: (context) =>
      html`<cloudapi-devtools-api-call
          .session=${context.session}
          .api=${api}
          .group=${group}
        ></cloudapi-devtools-api-call>
        ${stages(context, api)}
        <cloudapi-devtools-api-definition
          .session=${context.session}
          .api=${api}
        ></cloudapi-devtools-api-definition>`,
  };
}

function stages(context: DetailContext, api: Api): TemplateResult {
  return html`<section class="section">
    <h3>${msg('Stages')}</h3>
    <ul class="list">
      ${STAGES.map((stage) => stageRow(context, api, stage))}
    </ul>
  </section>`;
}

function stageRow(context: DetailContext, api: Api, stage: Stage): TemplateResult {
  const { session } = context;
  const deployment = api.deployments[stage];
  const identity = { GroupId: api.groupId, ApiId: api.apiId, StageName: stage };
  const deploy: FormRequest = {
    action: 'DeployApi',
    scope: api,
    initial: identity,
    fixed: Object.keys(identity),
  };
  const abolish: CallRequest = { action: 'AbolishApi', parameters: identity };
  const deployWords = deployment === undefined ? msg('Deploy') : msg('Deploy again');
  const isChanged = deployment !== undefined && changedParts(api, stage).length > 0;
  return html`<li class="stage">
    <div class="grow section tight">
      <div class="chips">
        <strong>${stage}</strong>
        ${
          deployment === undefined
            ? html`<span class="muted">${msg('not deployed')}</span>`
            : html`<span class="chip ${isChanged ? 'warn' : 'ok'}"
                >${isChanged ? msg('edited since') : msg('deployed')}</span
              >`
        }
      </div>
      ${
        deployment === undefined
          ? nothing
          : html`<span class="hint">${msg(str`Version ${deployment.effectiveVersion}`)}</span>
              <span class="hint"
                >${dateTime(deployment.deployedTime)}${
                  deployment.description === '' ? nothing : html` · ${deployment.description}`
                }</span
              >`
      }
    </div>
    <div class="actions">
      <button class="button" type="button" @click=${() => context.openForm(deploy)}>
        <span class="visually-hidden">${stage}:</span> ${deployWords} ${context.draftChip(deploy)}
      </button>
      ${
        deployment === undefined
          ? nothing
          : html`<cloudapi-devtools-twice
              .session=${session}
              label=${msg('Undeploy')}
              again=${msg('Really undeploy?')}
              subject=${stage}
              @confirm=${() => context.call(abolish)}
            ></cloudapi-devtools-twice>`
      }
    </div>
  </li>`;
}
