import { el } from './dom.ts';
import { createFacts } from './facts.ts';
import { createModelList } from './model-list.ts';
import { createPager } from './pager.ts';
import { loadGroups } from './state.ts';
import type { Group } from './state.ts';

/** What exists in a region: its groups, and the models of the chosen one. */
export interface StatePanel {
  readonly element: HTMLElement;
  readonly chosen: Group | undefined;
  /** Reads everything anew. @param choose which group: the newest, or the one chosen now. */
  refresh(choose: 'newest' | 'same'): Promise<void>;
  choose(groupId: string): void;
}

const GROUPS_ON_PAGE = 8;

export function createStatePanel({
  region,
  onChange,
}: {
  readonly region: () => string;
  readonly onChange: (groups: readonly Group[], chosen: string | undefined) => void;
}): StatePanel {
  let groups: readonly Group[] = [];
  let chosen: Group | undefined;
  let page = 1;
  let wanted = 0;

  const models = createModelList();
  const place = el('code', {});
  const count = el('span', { class: 'count' });
  const list = el('ul', { class: 'groups', 'aria-label': 'Groups' });
  const empty = el('p', { class: 'empty' });
  const detail = el('section', { 'aria-label': 'The chosen group', hidden: true });
  const pager = createPager('Pages of groups', (next) => {
    page = next;
    renderList();
  });

  function renderList(): void {
    const pages = Math.max(1, Math.ceil(groups.length / GROUPS_ON_PAGE));
    page = Math.min(page, pages);
    const rows = groups.slice((page - 1) * GROUPS_ON_PAGE, page * GROUPS_ON_PAGE);
    list.replaceChildren(
      ...rows.map((group) =>
        el(
          'li',
          {},
          el(
            'button',
            {
              type: 'button',
              'data-group': group.GroupId,
              'aria-pressed': String(group.GroupId === chosen?.GroupId),
              click: () => choose(group.GroupId),
            },
            el('span', { class: 'name' }, group.GroupName),
            el('span', { class: 'aside' }, group.Description === '' ? group.BasePath : group.Description),
          ),
        ),
      ),
    );
    count.textContent = String(groups.length);
    pager.show(page, pages);
  }

  function renderDetail(): void {
    detail.hidden = chosen === undefined;
    if (chosen === undefined) return;
    detail.replaceChildren(
      el('div', { class: 'section-head' }, el('h3', {}, chosen.GroupName)),
      createFacts([
        { name: 'GroupId', value: chosen.GroupId, copy: true },
        { name: 'SubDomain', value: chosen.SubDomain, copy: true },
        { name: 'BasePath', value: chosen.BasePath },
        { name: 'Description', value: chosen.Description },
        { name: 'InstanceId', value: chosen.InstanceId },
        { name: 'InstanceType', value: chosen.InstanceType },
        { name: 'CreatedTime', value: chosen.CreatedTime },
        { name: 'Tags', value: chosen.Tags.TagInfo.map(({ Key, Value }) => `${Key}=${Value}`).join('  ') },
      ]),
    );
  }

  /** Marks the group without making the list anew, so that the focus stays. */
  function choose(groupId: string): void {
    chosen = groups.find(({ GroupId }) => GroupId === groupId);
    for (const button of list.querySelectorAll<HTMLElement>('[data-group]')) {
      button.setAttribute('aria-pressed', String(button.dataset['group'] === chosen?.GroupId));
    }
    renderDetail();
    onChange(groups, chosen?.GroupId);
    void models.show(region(), chosen?.GroupId);
  }

  async function refresh(choice: 'newest' | 'same'): Promise<void> {
    wanted += 1;
    const turn = wanted;
    place.textContent = region();
    try {
      const loaded = await loadGroups(region());
      // A later refresh is under way.
      if (turn !== wanted) return;
      groups = loaded;
      empty.textContent = 'Nothing here yet. Create a group with the form, and it appears in this place.';
      empty.hidden = groups.length > 0;
    } catch (error) {
      if (turn !== wanted) return;
      empty.textContent = `The groups could not be read. ${String(error)}`;
      empty.hidden = false;
    }
    const before = choice === 'same' ? chosen?.GroupId : undefined;
    chosen = groups.find(({ GroupId }) => GroupId === before) ?? groups[0];
    const index = groups.findIndex(({ GroupId }) => GroupId === chosen?.GroupId);
    page = Math.max(0, Math.floor(index / GROUPS_ON_PAGE)) + 1;
    const focused =
      document.activeElement instanceof HTMLElement ? document.activeElement.dataset['group'] : undefined;
    renderList();
    if (focused !== undefined)
      list.querySelector<HTMLElement>(`[data-group="${CSS.escape(focused)}"]`)?.focus();
    renderDetail();
    onChange(groups, chosen?.GroupId);
    await models.show(region(), chosen?.GroupId);
  }

  return {
    element: el(
      'section',
      { class: 'panel', 'aria-labelledby': 'state-title' },
      el('div', { class: 'panel-head' }, el('h2', { id: 'state-title' }, 'State in '), place),
      el(
        'section',
        { 'aria-label': 'Groups of the region' },
        el('div', { class: 'section-head' }, el('h3', {}, 'Groups'), count, pager.element),
        empty,
        list,
      ),
      detail,
      models.element,
    ),
    get chosen() {
      return chosen;
    },
    refresh,
    choose,
  };
}
