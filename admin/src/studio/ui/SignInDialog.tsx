import { useState } from 'react';
import { t } from '../../i18n/translate';
import { SignInForm } from '../../session/SignInForm';
import { Dialog } from './Dialog';

interface SignInDialogProps {
  readonly title: string;
  readonly wish: 'sign-in' | 'sign-up';
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Sign up or in without leaving the print. */
export function SignInDialog({ title, wish: first, onDone, onClose }: SignInDialogProps) {
  const [wish, setWish] = useState(first);
  const other = wish === 'sign-in' ? 'sign-up' : 'sign-in';
  return (
    <Dialog title={title} onClose={onClose}>
      <p className="lbl">{t('studio.keep.detail')}</p>
      <SignInForm key={wish} wish={wish} onDone={onDone} />
      <p className="cap">
        {t(wish === 'sign-in' ? 'session.new-here' : 'session.have-account')}{' '}
        <button type="button" className="link" onClick={() => setWish(other)}>
          {t(`session.${other}`)}
        </button>
      </p>
    </Dialog>
  );
}
