import { NavLink } from 'react-router';
import { t } from '../../i18n/translate';
import './topbar.css';

/** The Studio's two places. */
export function StudioNav() {
  return (
    <nav aria-label={t('studio.nav.main')} className="not-phone">
      <NavLink to="/" end>
        {t('studio.nav.studio')}
      </NavLink>
      <NavLink to="/gallery">{t('studio.nav.gallery')}</NavLink>
    </nav>
  );
}
