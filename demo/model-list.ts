import { showJson } from './code-view.ts';
import { el, renderRows } from './dom.ts';
import { createFacts } from './facts.ts';
import { createPager } from './pager.ts';
import { loadModels, MODELS_AT_ONCE } from './state.ts';
import type { Model } from './state.ts';

/** The models of the chosen group. */
export interface ModelList {
  readonly element: HTMLElement;
  /**
   * Shows the newest models of a group, or says that none is chosen.
   * @param stay on the page that is shown, where it is of the same group.
   * @returns whether other models, or another number of them, are shown now
   */
  show(region: string, groupId: string | undefined, stay: boolean): Promise<boolean>;
}

export function createModelList(): ModelList {
  let wanted = 0;
  let current = 1;
  let place: { readonly region: string; readonly groupId: string } | undefined;
  const count = el('span', { class: 'count' });
  const list = el('ul', { class: 'models', 'aria-label': 'Models' });
  const empty = el('p', { class: 'empty' });
  const pager = createPager('Pages of models', (page) => void load(page));

  async function load(page: number): Promise<boolean> {
    wanted += 1;
    const turn = wanted;
    if (place === undefined) {
      count.textContent = '';
      pager.show(1, 1);
      say('Choose a group to see its models.');
      return renderRows(list, []);
    }
    try {
      const { models, total } = await loadModels(place.region, place.groupId, page);
      // Another group was chosen meanwhile.
      if (turn !== wanted) return false;
      const last = Math.max(1, Math.ceil(total / MODELS_AT_ONCE));
      if (page > last) return await load(last);
      current = page;
      const before = count.textContent;
      count.textContent = String(total);
      pager.show(page, last);
      say(total === 0 ? 'No models in this group yet.' : '');
      const rows = models.map((model) => ({ key: JSON.stringify(model), make: () => createEntry(model) }));
      return renderRows(list, rows) || before !== count.textContent;
    } catch (error) {
      if (turn === wanted) say(`The models could not be read. ${String(error)}`);
      return false;
    }
  }

  function say(words: string): void {
    empty.textContent = words;
    empty.hidden = words === '';
  }

  return {
    element: el(
      'section',
      { 'aria-label': 'Models of the chosen group' },
      el('div', { class: 'section-head' }, el('h3', {}, 'Models'), count, pager.element),
      empty,
      list,
    ),
    show(region, groupId, stay) {
      const isSame = place?.region === region && place.groupId === groupId;
      place = groupId === undefined ? undefined : { region, groupId };
      return load(stay && isSame ? current : 1);
    },
  };
}

function createEntry(model: Model): HTMLElement {
  const schema = el('pre', { class: 'code', tabindex: 0, 'aria-label': `Schema of ${model.ModelName}` });
  showJson(schema, model.Schema);
  return el(
    'li',
    {},
    el(
      'details',
      {},
      el(
        'summary',
        {},
        el('span', { class: 'name' }, model.ModelName),
        el('span', { class: 'aside' }, model.Description),
      ),
      createFacts([
        { name: 'ModelRef', value: model.ModelRef, copy: true },
        { name: 'ModelId', value: model.ModelId, copy: true },
        { name: 'Description', value: model.Description },
        { name: 'CreatedTime', value: model.CreatedTime },
        { name: 'Tags', value: model.Tags.TagInfo.map(({ Key, Value }) => `${Key}=${Value}`).join('  ') },
      ]),
      schema,
    ),
  );
}
