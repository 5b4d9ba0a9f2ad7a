import { useState } from 'react';
import type { Schema } from '../../api/client';
import { problemText } from '../../api/problem';
import { t } from '../../i18n/translate';
import { Dialog } from '../ui/Dialog';
import { ShownOnce } from './ShownOnce';
import type { Webhooks } from './use-webhooks';

interface RotateSecretDialogProps {
  readonly webhook: Schema['Webhook'];
  readonly rotate: Webhooks['rotateSecret'];
  readonly onClose: () => void;
}

/** Says what becomes of the old secret, then shows the new one, this once. */
export function RotateSecretDialog({ webhook, rotate, onClose }: RotateSecretDialogProps) {
  const [secret, setSecret] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const replace = async () => {
    setBusy(true);
    setProblem(null);
    try {
      setSecret((await rotate(webhook.id)).secret);
    } catch (error) {
      setProblem(problemText(error));
      setBusy(false);
    }
  };
  if (secret !== null) {
    return (
      <Dialog title={t('studio.hooks.rotated')} onClose={onClose}>
        <ShownOnce
          detail={t('studio.hooks.once')}
          label={t('studio.hooks.secret')}
          value={secret}
          copy={t('studio.hooks.copy')}
          copied={t('studio.hooks.copied')}
          onDone={onClose}
        />
      </Dialog>
    );
  }
  return (
    <Dialog title={t('studio.hooks.rotate-question')} onClose={onClose}>
      <p className="lbl mono">{webhook.url}</p>
      <p>{t('studio.hooks.rotate-detail')}</p>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <div className="actions">
        <button type="button" className="btn ink" disabled={busy} onClick={() => void replace()}>
          {t('studio.hooks.rotate-now')}
        </button>
      </div>
    </Dialog>
  );
}
