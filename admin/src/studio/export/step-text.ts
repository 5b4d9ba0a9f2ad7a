import type { Schema } from '../../api/client';
import { t, translate } from '../../i18n/translate';

/** What a mapping is at, in words. */
export function stepText({ status, progress, queuePosition }: Schema['Mapping']): string {
  if (status === 'queued') {
    return queuePosition === undefined
      ? t('studio.export.waiting')
      : t('studio.export.queued', { place: queuePosition });
  }
  return progress ? translate(`studio.step.${progress.step}`, { _: progress.step }) : t('studio.export.waiting');
}
