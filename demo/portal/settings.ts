import { useLayoutEffect, useState } from 'react';
import type { Language } from './texts.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export interface Settings {
  readonly language: Language;
  readonly theme: Theme;
}

const KEY = 'weather-portal';

/** Language and theme, as the user chose them the last time; else those of the browser. */
export function useSettings(): readonly [settings: Settings, change: (changes: Partial<Settings>) => void] {
  const [settings, setSettings] = useState(readSettings);
  const { language, theme } = settings;

  useLayoutEffect(() => {
    const page = document.documentElement;
    page.lang = language === 'zh' ? 'zh-CN' : 'en';
    page.dataset['theme'] = theme;
  }, [language, theme]);

  function change(changes: Partial<Settings>): void {
    const next = { ...settings, ...changes };
    setSettings(next);
    try {
      localStorage.setItem(KEY, JSON.stringify(next));
    } catch {
      // Where storage is blocked, the choice holds for this visit.
    }
  }

  return [settings, change];
}

function readSettings(): Settings {
  const language = /^zh\b/i.test(navigator.language) ? 'zh' : 'en';
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Settings> | null;
    return {
      language: kept?.language === 'zh' || kept?.language === 'en' ? kept.language : language,
      theme: themes.find((theme) => theme === kept?.theme) ?? 'system',
    };
  } catch {
    return { language, theme: 'system' };
  }
}
