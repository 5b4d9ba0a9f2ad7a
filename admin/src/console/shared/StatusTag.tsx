import { Ban, Check, Clock, LoaderCircle, type LucideIcon, X } from 'lucide-react';
import type { Schema } from '../../api/client';
import { Icon } from '../../design/Icon';
import { t } from '../../i18n/translate';

const LOOKS: Record<Schema['JobStatus'], readonly [kind: string, icon: LucideIcon]> = {
  queued: ['wait', Clock],
  running: ['run', LoaderCircle],
  succeeded: ['ok', Check],
  failed: ['bad', X],
  cancelled: ['wait', Ban],
};

export function StatusTag({ status }: { readonly status: Schema['JobStatus'] }) {
  const [kind, icon] = LOOKS[status];
  return (
    <span className={`tag ${kind}`}>
      <Icon of={icon} size={13} />
      {t(`console.status.${status}`)}
    </span>
  );
}
