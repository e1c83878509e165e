import type { BrowserSetup } from 'cloudapi-emulator/browser';
import { createDeleteState } from './delete-state.ts';
import type { Erase } from './delete-state.ts';
import { el } from './dom.ts';
import { createEndpointChoice } from './endpoint-choice.ts';
import { createExchangePanel } from './exchange-panel.ts';
import { createFamousErrors } from './famous-errors.ts';
import { createGroupForm } from './group-form.ts';
import { createModelForm } from './model-form.ts';
import type { Perform } from './operation-form.ts';
import { send, succeeded } from './service.ts';
import { createStatePanel } from './state-panel.ts';
import { createTabs } from './tabs.ts';
import { createThemeChoice } from './theme.ts';

/** Puts the page together, on an emulator whose worker has started. @param erase deletes all state. */
export async function mount({ emulator }: BrowserSetup, erase: Erase): Promise<void> {
  const storage = el('span', { class: 'chip' });
  const exchanges = createExchangePanel();
  const endpoint = createEndpointChoice(() => void refresh());
  const state = createStatePanel({
    region: () => endpoint.current.region,
    onChange: (groups, chosen) => models.offer(groups, chosen),
  });

  const perform: Perform = async (action, parameters) => {
    const exchange = await send(action, parameters, endpoint.current);
    if (succeeded(exchange)) await refresh(action === 'CreateApiGroup' ? 'newest' : 'same');
    exchanges.show(exchange);
    return exchange;
  };
  const models = createModelForm(perform, (groupId) => state.choose(groupId));

  async function refresh(choose: 'newest' | 'same' = 'same'): Promise<void> {
    await state.refresh(choose);
    const { kind, persistent } = emulator.storage;
    storage.textContent = persistent
      ? `${nameOf(kind)}, kept across reloads`
      : `${nameOf(kind)}, gone with the page`;
    storage.classList.toggle('bad', !persistent);
  }

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
      el('div', { class: 'tools' }, storage, createThemeChoice(), createDeleteState(erase)),
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
          refresh: () => refresh(),
        }),
      ),
      el('div', { class: 'column' }, exchanges.element),
      el('div', { class: 'column' }, state.element),
    ),
  );
  // Another tab may have changed the state.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void refresh();
  });
  await refresh();
}

function nameOf(kind: string): string {
  return kind === 'indexeddb' ? 'IndexedDB' : 'Memory';
}
