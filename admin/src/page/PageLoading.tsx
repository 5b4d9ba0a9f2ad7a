import { t } from '../i18n/translate';
import { ControlStrip } from '../design/ControlStrip';
import './page.css';

/** Stands where a part of the application is still on its way. */
export function PageLoading() {
  return (
    <div className="page-message" aria-busy="true">
      <ControlStrip label={t('page.loading')} />
    </div>
  );
}
