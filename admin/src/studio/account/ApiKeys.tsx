import { useState } from 'react';
import type { Schema } from '../../api/client';
import { t } from '../../i18n/translate';
import { useToast } from '../ui/use-toast';
import { ConfirmDialog } from './ConfirmDialog';
import { ListSection } from './ListSection';
import { NewApiKeyDialog } from './NewApiKeyDialog';
import { useApiKeys } from './use-api-keys';

type ApiKey = Schema['ApiKey'];

const days = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
const times = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** The keys that programs sign in with in the artist's name. */
export function ApiKeys() {
  const { items, problem, create, revoke } = useApiKeys();
  const [open, setOpen] = useState<'new' | ApiKey | null>(null);
  const toast = useToast();
  const rows = (items ?? []).map((key) => (
    <li key={key.id}>
      <div>
        <p className="name">
          {key.name}
          {key.status !== 'active' && <span className="tag warn">{t(`studio.keys.${key.status}`)}</span>}
        </p>
        <p className="cap num history">
          <span className="mono">amk_…{key.lastFour}</span>
          {historyOf(key).map((part) => (
            <span key={part}>{part}</span>
          ))}
        </p>
      </div>
      <button
        type="button"
        className="btn sm"
        aria-label={t('studio.keys.revoke-named', { name: key.name })}
        onClick={() => setOpen(key)}
      >
        {t('studio.keys.revoke')}
      </button>
    </li>
  ));
  return (
    <ListSection
      title={t('studio.keys.title')}
      detail={t('studio.keys.detail')}
      rows={rows}
      problem={problem}
      add={t('studio.keys.new')}
      onAdd={() => setOpen('new')}
    >
      {open === 'new' && <NewApiKeyDialog create={create} onClose={() => setOpen(null)} />}
      {open !== null && open !== 'new' && (
        <ConfirmDialog
          question={t('studio.keys.revoke-question', { name: open.name })}
          detail={t('studio.keys.revoke-detail', { lastFour: open.lastFour })}
          action={t('studio.keys.revoke-now')}
          act={() => revoke(open.id)}
          onDone={() => toast.show(t('studio.keys.revoked', { name: open.name }))}
          onClose={() => setOpen(null)}
        />
      )}
      {toast.element}
    </ListSection>
  );
}

/** How a key is used, and for how long it may be. */
function historyOf({ status, expiresAt, lastUsedAt }: ApiKey): string[] {
  const used = lastUsedAt
    ? t('studio.keys.used', { time: times.format(new Date(lastUsedAt)) })
    : t('studio.keys.never-used');
  const expiry =
    expiresAt && status === 'active' && t('studio.keys.expires', { day: days.format(new Date(expiresAt)) });
  return expiry ? [used, expiry] : [used];
}
