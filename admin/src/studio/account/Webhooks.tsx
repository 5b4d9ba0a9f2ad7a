import { Plus } from 'lucide-react';
import { useId, useState } from 'react';
import type { Schema } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import { Icon } from '../../design/Icon';
import { t } from '../../i18n/translate';
import { useToast } from '../ui/use-toast';
import { ConfirmDialog } from './ConfirmDialog';
import { NewWebhookDialog } from './NewWebhookDialog';
import { useWebhooks } from './use-webhooks';
import { WebhookDialog } from './WebhookDialog';
import './account-rows.css';

type Webhook = Schema['Webhook'];

const times = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** Where programs of the artist's are told when prints are done. */
export function Webhooks() {
  const { webhooks, problem, create, setEnabled, remove } = useWebhooks();
  const [open, setOpen] = useState<string | null>(null);
  const [deleting, setDeleting] = useState<Webhook | null>(null);
  const toast = useToast();
  const id = useId();
  const opened = webhooks?.find((webhook) => webhook.id === open);
  const toggle = ({ id: webhookId, enabled }: Webhook) => {
    setEnabled(webhookId, !enabled).catch((error: unknown) =>
      toast.show(error instanceof ApiProblem ? error.message : t('problem.unknown')),
    );
  };
  return (
    <section className="account-section" aria-labelledby={id}>
      <h2 id={id}>{t('studio.hooks.title')}</h2>
      <p className="lbl">{t('studio.hooks.detail')}</p>
      {webhooks && webhooks.length > 0 && (
        <ul className="account-rows">
          {webhooks.map((webhook) => (
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
                  {webhook.failingSince && (
                    <span>
                      {t('studio.hooks.failing-since', { time: times.format(new Date(webhook.failingSince)) })}
                    </span>
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
          ))}
        </ul>
      )}
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <button type="button" className="btn" onClick={() => setOpen('new')}>
        <Icon of={Plus} size={16} />
        {t('studio.hooks.new')}
      </button>
      {open === 'new' && <NewWebhookDialog create={create} onClose={() => setOpen(null)} />}
      {opened && <WebhookDialog webhook={opened} onClose={() => setOpen(null)} />}
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
    </section>
  );
}

function State({ webhook: { enabled, failingSince } }: { readonly webhook: Webhook }) {
  if (!enabled) return <span className="tag warn">{t('studio.hooks.disabled')}</span>;
  return failingSince ? <span className="tag bad">{t('studio.hooks.failing')}</span> : null;
}
