import { Ban, Check, LoaderCircle, X } from 'lucide-react';
import type { Schema } from '../../api/client';
import { Icon } from '../../design/Icon';
import { t } from '../../i18n/translate';

const LOOKS = { preparing: ['run', LoaderCircle], ready: ['ok', Check], failed: ['bad', X] } as const;

export function BaseImageStateTag({ image }: { readonly image: Schema['BaseImage'] }) {
  const [kind, icon] = image.state === 'ready' && !image.enabled ? (['wait', Ban] as const) : LOOKS[image.state];
  return (
    <span className={`tag ${kind}`}>
      <Icon of={icon} size={13} />
      {t(kind === 'wait' ? 'console.papers.disabled' : `console.papers.${image.state}`)}
    </span>
  );
}
