import type { Emulator } from 'cloudapi-emulator';
import { createDeleteState } from './delete-state.ts';
import { el } from './dom.ts';
import { createEndpointChoice } from './endpoint-choice.ts';
import { createExchangePanel } from './exchange-panel.ts';
import { createFamousErrors } from './famous-errors.ts';
import { createGroupForm } from './group-form.ts';
import { createModelForm } from './model-form.ts';
import type { Perform } from './operation-form.ts';
import { send } from './service.ts';
import { createStatePanel } from './state-panel.ts';
import { createTabs } from './tabs.ts';
import { createThemeChoice } from './theme.ts';

/** Puts the page together, on an emulator whose worker has started. */
export async function mount(emulator: Emulator): Promise<void> {
  const { kind, persistent } = emulator.storage;
  const exchanges = createExchangePanel(emulator.journal);
  const endpoint = createEndpointChoice(() => void state.refresh());
  const state = createStatePanel({
    region: () => endpoint.current.region,
    onChange: (groups, chosen) => models.offer(groups, chosen),
  });

  const perform: Perform = async (action, parameters) => {
    const exchange = await send(action, parameters, endpoint.current);
    exchanges.show(exchange);
    return exchange;
  };
  const models = createModelForm(perform, (groupId) => state.choose(groupId));

  document.body.replaceChildren(
    el('a', { class: 'skip', href: '#answer' }, 'Skip to the answer'),
    el(
      'header',
      {},
      el(
        'div',
        { class: 'title' },
        el('h1', {}, 'cloudapi-emulator'),
        el(
          'p',
          {},
          'Alibaba Cloud API Gateway’s control plane, answering in this page · CloudAPI 2016-07-14',
        ),
      ),
      el(
        'div',
        { class: 'tools' },
        el(
          'span',
          { class: persistent ? 'chip' : 'chip bad' },
          `${nameOf(kind)}, ${persistent ? 'kept across reloads' : 'gone with the page'}`,
        ),
        createThemeChoice(),
        createDeleteState(() => emulator.reset()),
      ),
    ),
    el(
      'main',
      {},
      el(
        'div',
        { class: 'column' },
        el(
          'section',
          { class: 'panel', 'aria-labelledby': 'call-title' },
          el('div', { class: 'panel-head' }, el('h2', { id: 'call-title' }, 'Call')),
          endpoint.element,
          createTabs('Operation', [
            { title: 'CreateApiGroup', content: createGroupForm(perform) },
            { title: 'CreateModel', content: models.element },
          ]).element,
        ),
        createFamousErrors({
          emulator,
          perform,
          endpoint: () => endpoint.current,
          chosen: () => state.chosen,
        }),
      ),
      el('div', { class: 'column' }, exchanges.element),
      el('div', { class: 'column' }, state.element),
    ),
  );
  emulator.subscribe((change) => void state.refresh(change));
  await state.refresh();
}

function nameOf(kind: string): string {
  return kind === 'indexeddb' ? 'IndexedDB' : 'Memory';
}
