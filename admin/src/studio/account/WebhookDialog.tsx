import type { Schema } from '../../api/client';
import { Problem } from '../../design/Problem';
import { t } from '../../i18n/translate';
import { Dialog } from '../ui/Dialog';
import { failureText } from './delivery-failure';
import { useDeliveries } from './use-deliveries';

type Delivery = Schema['WebhookDelivery'];

const times = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const TONES = { pending: 'run', delivered: 'ok', failed: 'bad' } as const;

interface WebhookDialogProps {
  readonly webhook: Schema['Webhook'];
  readonly onClose: () => void;
}

/** What a webhook was told lately, and why not; each message can be sent again. */
export function WebhookDialog({ webhook, onClose }: WebhookDialogProps) {
  const { deliveries, problem, ping, sendAgain } = useDeliveries(webhook.id);
  return (
    <Dialog title={t('studio.hooks.messages')} onClose={onClose} wide>
      <p className="lbl mono">{webhook.url}</p>
      {webhook.disabled && <p>{webhook.disabled.detail}</p>}
      <Problem text={problem} />
      {deliveries?.length === 0 && <p className="lbl">{t('studio.hooks.no-messages')}</p>}
      {deliveries && deliveries.length > 0 && (
        <ul className="account-rows">
          {deliveries.map((delivery) => (
            <li key={delivery.id}>
              <div>
                <p className="name">
                  {delivery.event}
                  <span className={`tag ${TONES[delivery.state]}`}>{t(`studio.hooks.state.${delivery.state}`)}</span>
                </p>
                <p className="cap num history">
                  {historyOf(delivery).map((part) => (
                    <span key={part}>{part}</span>
                  ))}
                </p>
              </div>
              {webhook.enabled && delivery.state !== 'pending' && (
                <button type="button" className="btn sm" onClick={() => sendAgain(delivery.id)}>
                  {t('studio.hooks.again')}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {webhook.enabled && (
        <div className="actions">
          <button type="button" className="btn ink" onClick={ping}>
            {t('studio.hooks.ping')}
          </button>
        </div>
      )}
    </Dialog>
  );
}

function historyOf(delivery: Delivery): string[] {
  const { createdAt, nextAttemptAt, attempts } = delivery;
  const failure = failureText(delivery);
  const next = nextAttemptAt && attempts > 0 && t('studio.hooks.next', { time: times.format(new Date(nextAttemptAt)) });
  return [times.format(new Date(createdAt)), ...(failure ? [failure] : []), ...(next ? [next] : [])];
}
