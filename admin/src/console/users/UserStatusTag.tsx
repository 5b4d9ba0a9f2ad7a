import { Ban, Check } from 'lucide-react';
import type { Schema } from '../../api/client';
import { Icon } from '../../design/Icon';
import { t } from '../../i18n/translate';

export function UserStatusTag({ status }: Pick<Schema['User'], 'status'>) {
  return (
    <span className={`tag ${status === 'active' ? 'ok' : 'wait'}`}>
      <Icon of={status === 'active' ? Check : Ban} size={13} />
      {t(`console.users.${status}`)}
    </span>
  );
}
