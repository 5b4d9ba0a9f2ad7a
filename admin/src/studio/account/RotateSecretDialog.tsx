import { useState } from 'react';
import type { Schema } from '../../api/client';
import { Problem } from '../../design/Problem';
import { t } from '../../i18n/translate';
import { Dialog } from '../ui/Dialog';
import { useAttempt } from '../ui/use-attempt';
import type { Webhooks } from './use-webhooks';
import { WebhookSecret } from './WebhookSecret';

interface RotateSecretDialogProps {
  readonly webhook: Schema['Webhook'];
  readonly rotate: Webhooks['rotateSecret'];
  readonly onClose: () => void;
}

/** Says what becomes of the old secret, then shows the new one, this once. */
export function RotateSecretDialog({ webhook, rotate, onClose }: RotateSecretDialogProps) {
  const [secret, setSecret] = useState<string | null>(null);
  const { busy, problem, attempt } = useAttempt();
  const replace = () => attempt(async () => setSecret((await rotate(webhook.id)).secret));
  if (secret !== null) {
    return (
      <Dialog title={t('studio.hooks.rotated')} onClose={onClose}>
        <WebhookSecret value={secret} onDone={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog title={t('studio.hooks.rotate-question')} onClose={onClose}>
      <p className="lbl mono">{webhook.url}</p>
      <p>{t('studio.hooks.rotate-detail')}</p>
      <Problem text={problem} />
      <div className="actions">
        <button type="button" className="btn ink" disabled={busy} onClick={() => void replace()}>
          {t('studio.hooks.rotate-now')}
        </button>
      </div>
    </Dialog>
  );
}
