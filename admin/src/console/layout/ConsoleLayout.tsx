import {
  ArrowUpRight,
  Frame,
  Image,
  Images,
  LayoutDashboard,
  Layers,
  type LucideIcon,
  LogOut,
  Menu,
  SlidersHorizontal,
  Users,
} from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { NavLink, useLocation } from 'react-router';
import { AppearanceChoice } from '../../design/AppearanceChoice';
import { Brand } from '../../design/Brand';
import { Icon } from '../../design/Icon';
import { t, type TextKey } from '../../i18n/translate';
import { session } from '../../session/session';
import './layout.css';

interface Entry {
  readonly to: string;
  readonly text: TextKey;
  readonly icon: LucideIcon;
}

const ENTRIES: readonly Entry[] = [
  { to: '/console', text: 'console.dashboard', icon: LayoutDashboard },
  { to: '/console/jobs', text: 'console.jobs', icon: Layers },
  { to: '/console/base-images', text: 'console.base-images', icon: Image },
  { to: '/console/artworks', text: 'console.artworks', icon: Frame },
  { to: '/console/mappings', text: 'console.mappings', icon: Images },
  { to: '/console/users', text: 'console.users', icon: Users },
  { to: '/console/settings', text: 'console.settings', icon: SlidersHorizontal },
];

export function ConsoleLayout({ children }: { readonly children?: ReactNode }) {
  const [open, setOpen] = useState(false);
  const { pathname } = useLocation();
  useEffect(() => setOpen(false), [pathname]);
  return (
    <div className="console">
      <a className="skip" href="#content">
        {t('page.skip')}
      </a>
      <header className="console-bar">
        <Brand to="/console" />
        <button
          type="button"
          className="icon-button"
          aria-label={t('console.menu')}
          aria-expanded={open}
          aria-controls="console-nav"
          onClick={() => setOpen(!open)}
        >
          <Icon of={Menu} />
        </button>
      </header>
      <nav id="console-nav" className={open ? 'console-nav open' : 'console-nav'} aria-label={t('console.title')}>
        <Brand to="/console" />
        <p className="cap">{t('console.title')}</p>
        <ul>
          {ENTRIES.map(({ to, text, icon }) => (
            <li key={to}>
              <NavLink to={to} end={to === '/console'}>
                <Icon of={icon} />
                {t(text)}
              </NavLink>
            </li>
          ))}
        </ul>
        <Account />
      </nav>
      <main id="content" className="console-main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function Account() {
  const { user } = session.snapshot;
  return (
    <div className="console-account">
      {/* Console and Studio have styles of their own under the same names. */}
      <NavLink to="/" end reloadDocument>
        <Icon of={ArrowUpRight} />
        {t('page.to-studio')}
      </NavLink>
      <AppearanceChoice />
      <button type="button" title={user?.email} onClick={() => void session.signOut()}>
        <Icon of={LogOut} />
        {t('session.sign-out')}
      </button>
    </div>
  );
}
