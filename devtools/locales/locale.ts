import { configureLocalization } from '@lit/localize';
import * as zh from './zh.ts';

/**
 * The language of the panels in this page: one for all of them. The Chinese messages are in the panel's own file, so that a
 * switch loads nothing.
 */
export const { getLocale, setLocale } = configureLocalization({
  sourceLocale: 'en',
  targetLocales: ['zh'],
  loadLocale: () => Promise.resolve(zh),
});
