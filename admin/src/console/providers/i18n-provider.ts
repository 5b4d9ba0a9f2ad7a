import type { I18nProvider } from 'react-admin';
import { translate } from '../../i18n/translate';

/** The one catalogue, as react-admin asks for it. */
export const i18nProvider: I18nProvider = {
  translate: (key, options) => translate(key, options as Record<string, unknown>),
  changeLocale: () => Promise.resolve(),
  getLocale: () => 'en',
};
