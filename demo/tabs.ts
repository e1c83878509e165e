import { el, uniqueId } from './dom.ts';

/** Panels of which one shows. The arrow keys move between their tabs. */
export interface Tabs {
  readonly element: HTMLElement;
  show(index: number): void;
}

export function createTabs(
  label: string,
  panels: readonly { readonly title: string; readonly content: HTMLElement }[],
): Tabs {
  const rooms = panels.map(({ title, content }, index) => {
    const panelId = uniqueId('panel');
    const tab = el(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: uniqueId('tab'),
        'aria-controls': panelId,
        click: () => show(index),
      },
      title,
    );
    return { tab, panel: el('div', { role: 'tabpanel', id: panelId, 'aria-labelledby': tab.id }, content) };
  });

  function show(index: number): void {
    for (const [at, { tab, panel }] of rooms.entries()) {
      tab.setAttribute('aria-selected', String(at === index));
      tab.tabIndex = at === index ? 0 : -1;
      panel.hidden = at !== index;
    }
  }

  const steps: Readonly<Record<string, (at: number) => number>> = {
    ArrowRight: (at) => (at + 1) % rooms.length,
    ArrowLeft: (at) => (at + rooms.length - 1) % rooms.length,
    Home: () => 0,
    End: () => rooms.length - 1,
  };
  const list = el(
    'div',
    {
      role: 'tablist',
      'aria-label': label,
      keydown: (event) => {
        const step = steps[(event as KeyboardEvent).key];
        const at = rooms.findIndex(({ tab }) => tab === document.activeElement);
        if (step === undefined || at < 0) return;
        event.preventDefault();
        const next = step(at);
        show(next);
        rooms[next]?.tab.focus();
      },
    },
    ...rooms.map(({ tab }) => tab),
  );
  show(0);
  return { element: el('div', { class: 'tabs' }, list, ...rooms.map(({ panel }) => panel)), show };
}
