import { useState } from 'react';
import type { Schema } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import { t } from '../../i18n/translate';
import { Dialog } from '../ui/Dialog';

interface RevokeApiKeyDialogProps {
  readonly apiKey: Schema['ApiKey'];
  /** @throws ApiProblem */
  readonly revoke: () => Promise<void>;
  readonly onRevoked: () => void;
  readonly onClose: () => void;
}

/** Asks first: a revoked key cannot be had again, and its programs stop. */
export function RevokeApiKeyDialog({ apiKey, revoke, onRevoked, onClose }: RevokeApiKeyDialogProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await revoke();
      onRevoked();
      onClose();
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error.message : t('problem.unknown'));
      setBusy(false);
    }
  };
  return (
    <Dialog title={t('studio.keys.revoke-question', { name: apiKey.name })} onClose={onClose}>
      <p>{t('studio.keys.revoke-detail', { lastFour: apiKey.lastFour })}</p>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <div className="actions">
        <button type="button" className="btn bad" disabled={busy} onClick={() => void confirm()}>
          {t('studio.keys.revoke-now')}
        </button>
        <button type="button" className="btn bare" onClick={onClose}>
          {t('action.cancel')}
        </button>
      </div>
    </Dialog>
  );
}
