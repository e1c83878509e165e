import { el, uniqueId } from './dom.ts';
import { recall, remember } from './preferences.ts';

const THEMES = [
  ['system', 'System'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const;

function apply(theme: string): void {
  document.documentElement.dataset['theme'] = theme;
}

/** Puts on the theme that was chosen before, or the system's. */
export function restoreTheme(): void {
  apply(recall('theme') ?? 'system');
}

/** The choice between the system's theme, light and dark. */
export function createThemeChoice(): HTMLElement {
  const name = uniqueId('theme');
  const current = recall('theme') ?? 'system';
  return el(
    'fieldset',
    { class: 'segments' },
    el('legend', { class: 'visually-hidden' }, 'Theme'),
    ...THEMES.map(([value, label]) =>
      el(
        'label',
        {},
        el('input', {
          type: 'radio',
          name,
          value,
          checked: value === current,
          change: () => {
            apply(value);
            remember('theme', value);
          },
        }),
        el('span', {}, label),
      ),
    ),
  );
}
