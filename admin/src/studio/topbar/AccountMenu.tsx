import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { chooseColourMode, type ColourMode, useColourMode } from '../../design/colour-mode';
import { t } from '../../i18n/translate';
import { session } from '../../session/session';
import { useSession } from '../../session/use-session';
import { forgetDraft } from '../draft/draft-store';
import { forgetThumbnails } from '../gallery/thumbnail-store';
import { Segments } from '../../design/Segments';

const MODES: readonly ColourMode[] = ['light', 'dark', 'system'];

/** Who is signed in, and how the Studio looks. */
export function AccountMenu({ onSignIn, extra }: { readonly onSignIn: () => void; readonly extra?: ReactNode }) {
  const { user } = useSession();
  const { chosen } = useColourMode();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    const leave = (event: Event) => {
      if (event instanceof KeyboardEvent ? event.key === 'Escape' : !menu.current!.contains(event.target as Node))
        setOpen(false);
    };
    addEventListener('pointerdown', leave);
    addEventListener('keydown', leave);
    return () => {
      removeEventListener('pointerdown', leave);
      removeEventListener('keydown', leave);
    };
  }, [open]);
  const signOut = async () => {
    setOpen(false);
    await Promise.all([forgetDraft(), forgetThumbnails()]);
    await session.signOut();
    await navigate('/');
  };
  return (
    <div className="account" ref={menu}>
      <button
        type="button"
        className={user ? 'avatar' : 'btn bare sm'}
        aria-expanded={open}
        aria-label={user ? `${initials(user.name || user.email)}: ${t('studio.nav.menu')}` : undefined}
        onClick={() => (user ? setOpen(!open) : onSignIn())}
      >
        {user ? initials(user.name || user.email) : t('session.sign-in')}
      </button>
      {open && user && (
        <div className="menu">
          <p className="cap">{t('studio.account.signed-in', { email: user.email })}</p>
          <Segments
            label={t('theme.label')}
            value={chosen}
            options={MODES.map((value) => ({ value, label: t(`theme.${value}`) }))}
            onChange={chooseColourMode}
          />
          {extra}
          <Link to="/gallery" className="only-phone">
            {t('studio.nav.gallery')}
          </Link>
          {user.role === 'operator' && (
            <Link to="/console" reloadDocument>
              {t('studio.nav.console')}
            </Link>
          )}
          <Link to="/account">{t('studio.nav.account')}</Link>
          <button type="button" onClick={() => void signOut()}>
            {t('session.sign-out')}
          </button>
        </div>
      )}
    </div>
  );
}

function initials(name: string): string {
  const words = name.split(/[\s@.]+/).filter((word) => word !== '');
  return words
    .slice(0, 2)
    .map((word) => Array.from(word)[0]!.toUpperCase())
    .join('');
}
