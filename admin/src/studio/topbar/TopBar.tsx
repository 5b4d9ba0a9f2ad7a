import { ChevronLeft, Share2 } from 'lucide-react';
import { memo } from 'react';
import { NavLink } from 'react-router';
import { Brand } from '../../design/Brand';
import { Icon } from '../../design/Icon';
import { UndoButtons } from '../../design/UndoButtons';
import { t } from '../../i18n/translate';
import { AccountMenu } from './AccountMenu';
import { StudioNav } from './StudioNav';

interface TopBarProps {
  readonly title: string;
  /** Where the work is kept, in words. */
  readonly standing: string;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly onShare: () => void;
  readonly onExport: () => void;
  readonly onSignIn: () => void;
}

export const TopBar = memo((props: TopBarProps) => {
  const { title, standing, onShare, onExport, onSignIn, ...history } = props;
  return (
    <header className="top">
      <NavLink className="icon-button only-phone" to="/gallery" aria-label={t('studio.back')}>
        <Icon of={ChevronLeft} />
      </NavLink>
      <span className="not-phone">
        <Brand />
      </span>
      <StudioNav />
      <h1 className="mid">
        <span className="work">{title}</span>
        <span className="cap not-phone">{standing}</span>
      </h1>
      <span className="spring" />
      <UndoButtons {...history} />
      <i className="rule not-phone" />
      <button type="button" className="btn not-phone" onClick={onShare}>
        <Icon of={Share2} />
        {t('studio.share')}
      </button>
      <button type="button" className="btn ink only-phone" onClick={onExport}>
        {t('studio.export')}
      </button>
      <AccountMenu onSignIn={onSignIn} />
    </header>
  );
});
TopBar.displayName = 'TopBar';
