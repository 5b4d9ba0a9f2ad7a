import { useState } from 'react';
import type { Schema } from '../../api/client';
import { problemText } from '../../api/problem';
import { t } from '../../i18n/translate';
import { useToast } from '../ui/use-toast';
import { ConfirmDialog } from './ConfirmDialog';
import { ListSection } from './ListSection';
import { NewWebhookDialog } from './NewWebhookDialog';
import { RotateSecretDialog } from './RotateSecretDialog';
import { useWebhooks } from './use-webhooks';
import { WebhookDialog } from './WebhookDialog';

type Webhook = Schema['Webhook'];

const times = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** Where programs of the artist's are told when prints are done. */
export function Webhooks() {
  const { items, problem, create, setEnabled, rotateSecret, remove } = useWebhooks();
  const [open, setOpen] = useState<string | null>(null);
  const [rotating, setRotating] = useState<Webhook | null>(null);
  const [deleting, setDeleting] = useState<Webhook | null>(null);
  const toast = useToast();
  const opened = items?.find((webhook) => webhook.id === open);
  const toggle = ({ id: webhookId, enabled }: Webhook) => {
    setEnabled(webhookId, !enabled).catch((error: unknown) => toast.show(problemText(error)));
  };
  const rows = (items ?? []).map((webhook) => (
    <li key={webhook.id} className="webhook">
      <div>
        <p className="name mono">
          {webhook.url}
          <State webhook={webhook} />
        </p>
        <p className="cap num history">
          <span>
            {t('studio.hooks.told', {
              events: webhook.events.map((event) => t(`studio.hooks.event.${event}`)).join(', '),
            })}
          </span>
          {signsTwice(webhook) && (
            <span>
              {t('studio.hooks.both-until', { time: times.format(new Date(webhook.previousSecretExpiresAt!)) })}
            </span>
          )}
          {webhook.failingSince && (
            <span>{t('studio.hooks.failing-since', { time: times.format(new Date(webhook.failingSince)) })}</span>
          )}
        </p>
      </div>
      <div className="buttons">
        <button
          type="button"
          className="btn sm"
          aria-label={t('studio.hooks.open-named', { url: webhook.url })}
          onClick={() => setOpen(webhook.id)}
        >
          {t('studio.hooks.open')}
        </button>
        <button
          type="button"
          className="btn sm"
          aria-label={t('studio.hooks.rotate-named', { url: webhook.url })}
          onClick={() => setRotating(webhook)}
        >
          {t('studio.hooks.rotate')}
        </button>
        <button type="button" className="btn sm" onClick={() => toggle(webhook)}>
          {t(webhook.enabled ? 'studio.hooks.disable' : 'studio.hooks.enable')}
        </button>
        <button
          type="button"
          className="btn sm"
          aria-label={t('studio.hooks.delete-named', { url: webhook.url })}
          onClick={() => setDeleting(webhook)}
        >
          {t('studio.hooks.delete')}
        </button>
      </div>
    </li>
  ));
  return (
    <ListSection
      title={t('studio.hooks.title')}
      detail={t('studio.hooks.detail')}
      rows={rows}
      problem={problem}
      add={t('studio.hooks.new')}
      onAdd={() => setOpen('new')}
    >
      {open === 'new' && <NewWebhookDialog create={create} onClose={() => setOpen(null)} />}
      {opened && <WebhookDialog webhook={opened} onClose={() => setOpen(null)} />}
      {rotating && <RotateSecretDialog webhook={rotating} rotate={rotateSecret} onClose={() => setRotating(null)} />}
      {deleting && (
        <ConfirmDialog
          question={t('studio.hooks.delete-question')}
          detail={t('studio.hooks.delete-detail', { url: deleting.url })}
          action={t('studio.hooks.delete-now')}
          act={() => remove(deleting.id)}
          onDone={() => toast.show(t('studio.hooks.deleted'))}
          onClose={() => setDeleting(null)}
        />
      )}
      {toast.element}
    </ListSection>
  );
}

function signsTwice({ previousSecretExpiresAt: until }: Webhook): boolean {
  return until !== undefined && new Date(until) > new Date();
}

function State({ webhook: { enabled, failingSince } }: { readonly webhook: Webhook }) {
  if (!enabled) return <span className="tag warn">{t('studio.hooks.disabled')}</span>;
  return failingSince ? <span className="tag bad">{t('studio.hooks.failing')}</span> : null;
}
