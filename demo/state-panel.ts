import type { StateChange } from 'cloudapi-emulator';
import { el, renderRows } from './dom.ts';
import { createFacts } from './facts.ts';
import { createModelList } from './model-list.ts';
import { createPager } from './pager.ts';
import { loadGroups } from './state.ts';
import type { Group } from './state.ts';

/** What exists in a region: its groups, and the models of the chosen one. */
export interface StatePanel {
  readonly element: HTMLElement;
  readonly chosen: Group | undefined;
  /** Reads everything anew. @param change that it is for; a group that this tab has made is chosen. */
  refresh(change?: StateChange): Promise<void>;
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
  /** The region that they are of. */
  let shown = '';
  let chosen: Group | undefined;
  let page = 1;
  let isReading = false;
  let isStale = false;
  /** What has changed since the last reading began. */
  let changes: StateChange[] = [];

  const models = createModelList();
  const place = el('code', {});
  const news = el('p', { class: 'hint', role: 'status' });
  const count = el('span', { class: 'count' });
  const list = el('ul', { class: 'groups', 'aria-label': 'Groups' });
  const empty = el('p', { class: 'empty' });
  const detail = el('section', { 'aria-label': 'The chosen group', hidden: true });
  const pager = createPager('Pages of groups', (next) => {
    page = next;
    renderList();
  });

  /** @returns whether other groups, or another number of them, are shown now */
  function renderList(): boolean {
    const pages = Math.max(1, Math.ceil(groups.length / GROUPS_ON_PAGE));
    page = Math.min(page, pages);
    const before = count.textContent;
    count.textContent = String(groups.length);
    pager.show(page, pages);
    const rows = groups.slice((page - 1) * GROUPS_ON_PAGE, page * GROUPS_ON_PAGE).map((group) => ({
      key: JSON.stringify(group),
      make: () => createEntry(group),
    }));
    const hasChanged = renderRows(list, rows);
    mark();
    return hasChanged || before !== count.textContent;
  }

  function createEntry({ GroupId, GroupName, Description, BasePath }: Group): HTMLElement {
    return el(
      'li',
      {},
      el(
        'button',
        { type: 'button', 'data-group': GroupId, click: () => choose(GroupId) },
        el('span', { class: 'name' }, GroupName),
        el('span', { class: 'aside' }, Description === '' ? BasePath : Description),
      ),
    );
  }

  function mark(): void {
    for (const button of list.querySelectorAll<HTMLElement>('[data-group]')) {
      button.setAttribute('aria-pressed', String(button.dataset['group'] === chosen?.GroupId));
    }
  }

  function renderDetail(): void {
    detail.hidden = chosen === undefined;
    const group = chosen;
    const key = JSON.stringify(group);
    renderRows(detail, group === undefined ? [] : [{ key, make: () => createDetail(group) }]);
  }

  function choose(groupId: string): void {
    chosen = groups.find(({ GroupId }) => GroupId === groupId);
    mark();
    renderDetail();
    onChange(groups, chosen?.GroupId);
    void models.show(region(), chosen?.GroupId, false);
  }

  async function read(since: readonly StateChange[]): Promise<void> {
    const asked = region();
    let loaded: readonly Group[] = shown === asked ? groups : [];
    let words = 'Nothing here yet. Create a group with the form, and it appears in this place.';
    let isRead = true;
    try {
      loaded = await loadGroups(asked);
    } catch (error) {
      isRead = false;
      words = `The groups could not be read. ${String(error)}`;
    }
    // Another region was chosen meanwhile, and is read next.
    if (asked !== region()) return;
    empty.textContent = words;
    empty.hidden = isRead && loaded.length > 0;
    if (shown !== asked) {
      shown = asked;
      groups = [];
      chosen = undefined;
      page = 1;
    }
    const known = new Set(groups.map(({ GroupId }) => GroupId));
    const own = new Set(since.flatMap((change) => (change.remote ? [] : change.groups)));
    const made = loaded.find(({ GroupId }) => own.has(GroupId) && !known.has(GroupId));
    const same = loaded.find(({ GroupId }) => GroupId === chosen?.GroupId);
    // Whoever has chosen none of several, keeps that.
    const isNone = chosen === undefined && groups.length > 0;
    groups = loaded;
    chosen = made ?? same ?? (isNone ? undefined : loaded[0]);
    if (made !== undefined) page = Math.floor(loaded.indexOf(made) / GROUPS_ON_PAGE) + 1;
    const otherGroups = renderList();
    renderDetail();
    onChange(groups, chosen?.GroupId);
    const isRemote = since.some(({ remote }) => remote);
    const otherModels = await models.show(asked, chosen?.GroupId, isRemote);
    if (!isRemote) news.textContent = '';
    else if (otherGroups || otherModels) {
      const now = `: ${groups.length} groups in ${asked} now`;
      news.replaceChildren('Changed in another tab', el('span', { class: 'visually-hidden' }, now));
    }
  }

  async function refresh(change?: StateChange): Promise<void> {
    if (change !== undefined) changes.push(change);
    place.textContent = region();
    isStale = true;
    if (isReading) return;
    isReading = true;
    try {
      // However many changes come while it reads, it reads once more.
      while (isStale) {
        isStale = false;
        const since = changes;
        changes = [];
        await read(since);
      }
    } finally {
      isReading = false;
    }
  }

  return {
    element: el(
      'section',
      { class: 'panel', 'aria-labelledby': 'state-title', tabindex: -1 },
      el('div', { class: 'panel-head' }, el('h2', { id: 'state-title' }, 'State in '), place, news),
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

function createDetail(group: Group): HTMLElement {
  return el(
    'div',
    {},
    el('div', { class: 'section-head' }, el('h3', {}, group.GroupName)),
    createFacts([
      { name: 'GroupId', value: group.GroupId, copy: true },
      { name: 'SubDomain', value: group.SubDomain, copy: true },
      { name: 'BasePath', value: group.BasePath },
      { name: 'Description', value: group.Description },
      { name: 'InstanceId', value: group.InstanceId },
      { name: 'InstanceType', value: group.InstanceType },
      { name: 'CreatedTime', value: group.CreatedTime },
      { name: 'Tags', value: group.Tags.TagInfo.map(({ Key, Value }) => `${Key}=${Value}`).join('  ') },
    ]),
  );
}
