import { t } from '../../i18n/translate';
import { ShownOnce } from './ShownOnce';

/** The secret of a webhook, this once. */
export function WebhookSecret({ value, onDone }: { readonly value: string; readonly onDone: () => void }) {
  return (
    <ShownOnce
      detail={t('studio.hooks.once')}
      label={t('studio.hooks.secret')}
      value={value}
      copy={t('studio.hooks.copy')}
      copied={t('studio.hooks.copied')}
      onDone={onDone}
    />
  );
}
