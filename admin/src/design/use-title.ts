import { useEffect } from 'react';
import { t } from '../i18n/translate';

/** Names the page in the browser's tab, and for screen readers that read it out on arrival. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} — ${t('brand')}`;
  }, [title]);
}
