import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { meter } from '../parts/meter.ts';
import type { Session } from '../session.ts';
import { toParameters } from './item.ts';
import type { Group, Item, ItemDetails } from './item.ts';

/** How much a group has. */
export interface GroupCounts {
  readonly apis: number;
  readonly models: number;
}

/** A group, as the list and the detail view show it. */
export function groupItem(group: Group, counts: GroupCounts): Item {
  return {
    kind: 'group',
    id: group.groupId,
    name: group.groupName,
    groupId: group.groupId,
    resource: group,
    words: [subDomainOf(group), group.basePath],
    line: () =>
      [
        counts.apis === 1 ? msg(str`${counts.apis} API`) : msg(str`${counts.apis} APIs`),
        counts.models === 1 ? msg(str`${counts.models} model`) : msg(str`${counts.models} models`),
      ].join(' · '),
    details: () => groupDetails(group, counts),
  };
}

/** The second-level domain of a group. */
export function subDomainOf({ groupId, region }: Pick<Group, 'groupId' | 'region'>): string {
  return `${groupId}-${region}.alicloudapi.com`;
}

function groupDetails(group: Group, counts: GroupCounts): ItemDetails {
  const { groupId, account, region, tags: _, configs, ...fields } = group;
  const scope = { account, region };
  const inGroup = { scope, initial: { GroupId: groupId }, fixed: ['GroupId'] };
  return {
    forms: [
      // The emulator has no apps: only an anonymous API can be called.
      {
        label: msg('New API'),
        icon: 'plus',
        form: {
          ...inGroup,
          action: 'CreateApi',
          initial: { GroupId: groupId, Visibility: 'PUBLIC', AuthType: 'ANONYMOUS' },
        },
      },
      { label: msg('New model'), icon: 'plus', form: { ...inGroup, action: 'CreateModel' } },
      {
        label: msg('Edit'),
        icon: 'edit',
        form: {
          ...inGroup,
          action: 'ModifyApiGroup',
          initial: { GroupId: groupId, ...toParameters(fields), ...configs },
        },
      },
    ],
    remove: { action: 'DeleteApiGroup', parameters: { GroupId: groupId } },
    taggedAs: 'apiGroup',
    facts: [
      ['GroupId', groupId],
      ['SubDomain', subDomainOf(group)],
      ['BasePath', group.basePath],
      ['Description', group.description],
      ['InstanceId', group.instanceId],
      ...Object.entries(configs),
    ],
    sections: ({ session }) => quotas(session, counts),
  };
}

function quotas(session: Session, counts: GroupCounts): TemplateResult {
  const { apisPerGroup, modelsPerGroup } = session.emulator.limits;
  return html`<section class="section">
    <h3>${msg('Quotas')}</h3>
    <div class="quotas">
      ${quota(msg('APIs'), counts.apis, apisPerGroup)} ${quota(msg('Models'), counts.models, modelsPerGroup)}
    </div>
  </section>`;
}

function quota(name: string, used: number, limit: number): TemplateResult {
  return html`<div class="quota">
    <span>${name}</span>
    <span class="muted">${msg(str`${used} of ${limit === Infinity ? '∞' : limit}`)}</span>
    ${limit === Infinity ? nothing : meter(used, limit)}
  </div>`;
}
