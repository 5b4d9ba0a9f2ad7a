import { type FormEvent, useId, useState } from 'react';
import type { Schema } from '../../api/client';
import { t } from '../../i18n/translate';
import { Dialog } from '../ui/Dialog';
import { useAttempt } from '../ui/use-attempt';
import type { Webhooks } from './use-webhooks';
import { WebhookSecret } from './WebhookSecret';

type WebhookEvent = Schema['Webhook']['events'][number];

const EVENTS: readonly WebhookEvent[] = ['mapping.succeeded', 'mapping.failed', 'mapping.cancelled'];

interface NewWebhookDialogProps {
  readonly create: Webhooks['create'];
  readonly onClose: () => void;
}

/** Asks for the address and what it is told of, then shows the secret, this once. */
export function NewWebhookDialog({ create, onClose }: NewWebhookDialogProps) {
  const [made, setMade] = useState<Schema['NewWebhook'] | null>(null);
  return (
    <Dialog title={t(made ? 'studio.hooks.made' : 'studio.hooks.new')} onClose={onClose}>
      {made ? <WebhookSecret value={made.secret} onDone={onClose} /> : <Wish create={create} onMade={setMade} />}
    </Dialog>
  );
}

interface WishProps {
  readonly create: Webhooks['create'];
  readonly onMade: (made: Schema['NewWebhook']) => void;
}

function Wish({ create, onMade }: WishProps) {
  const { busy, problem, attempt } = useAttempt('url');
  const [events, setEvents] = useState<readonly WebhookEvent[]>(EVENTS);
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const url = new FormData(event.currentTarget).get('url') as string;
    return attempt(async () => onMade(await create({ url, events: [...events] })));
  };
  const toggle = (name: WebhookEvent) =>
    setEvents(EVENTS.filter((event) => events.includes(event) !== (event === name)));
  return (
    <form onSubmit={(event) => void submit(event)}>
      <div className="field">
        <label htmlFor={`${id}-url`}>{t('studio.hooks.url')}</label>
        <input
          id={`${id}-url`}
          name="url"
          type="url"
          required
          maxLength={2000}
          autoComplete="off"
          placeholder="https://"
          aria-invalid={problem !== null}
          aria-describedby={`${id}-note`}
        />
        <p id={`${id}-note`} className={problem ? 'problem' : 'cap'} role={problem ? 'alert' : undefined}>
          {problem ?? t('studio.hooks.url-rule')}
        </p>
      </div>
      <fieldset className="events">
        <legend>{t('studio.hooks.events')}</legend>
        {EVENTS.map((name) => (
          <label className="check" key={name}>
            <input type="checkbox" checked={events.includes(name)} onChange={() => toggle(name)} />
            {t(`studio.hooks.event.${name}`)}
          </label>
        ))}
      </fieldset>
      <button type="submit" className="btn ink lg wide" disabled={busy || events.length === 0}>
        {t('studio.hooks.create')}
      </button>
    </form>
  );
}
