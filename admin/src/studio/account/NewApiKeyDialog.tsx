import { type FormEvent, useId, useState } from 'react';
import type { Schema } from '../../api/client';
import { Problem } from '../../design/Problem';
import { t } from '../../i18n/translate';
import { Dialog } from '../ui/Dialog';
import { useAttempt } from '../ui/use-attempt';
import { ShownOnce } from './ShownOnce';
import type { ApiKeys } from './use-api-keys';

/** In days. */
const LIFETIMES = [30, 90, 365] as const;
const SUGGESTED = 90;

interface NewApiKeyDialogProps {
  readonly create: ApiKeys['create'];
  readonly onClose: () => void;
}

/** Asks what a key is for and how long it serves, then shows it, this once. */
export function NewApiKeyDialog({ create, onClose }: NewApiKeyDialogProps) {
  const [made, setMade] = useState<Schema['NewApiKey'] | null>(null);
  return (
    <Dialog title={t(made ? 'studio.keys.made' : 'studio.keys.new')} onClose={onClose}>
      {made ? (
        <ShownOnce
          detail={t('studio.keys.once')}
          label={made.name}
          value={made.key}
          copy={t('studio.keys.copy')}
          copied={t('studio.keys.copied')}
          onDone={onClose}
        />
      ) : (
        <Wish create={create} onMade={setMade} />
      )}
    </Dialog>
  );
}

interface WishProps {
  readonly create: ApiKeys['create'];
  readonly onMade: (made: Schema['NewApiKey']) => void;
}

function Wish({ create, onMade }: WishProps) {
  const { busy, problem, attempt } = useAttempt('name');
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = form.get('name') as string;
    const days = form.get('expiresInDays') as string;
    return attempt(async () => onMade(await create({ name, ...(days !== '' && { expiresInDays: Number(days) }) })));
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <div className="field">
        <label htmlFor={`${id}-name`}>{t('studio.keys.name')}</label>
        <input id={`${id}-name`} name="name" required maxLength={80} autoComplete="off" />
      </div>
      <div className="field">
        <label htmlFor={`${id}-days`}>{t('studio.keys.lifetime')}</label>
        <select id={`${id}-days`} name="expiresInDays" defaultValue={SUGGESTED}>
          {LIFETIMES.map((days) => (
            <option key={days} value={days}>
              {t('studio.keys.days', { count: days })}
            </option>
          ))}
          <option value="">{t('studio.keys.for-ever')}</option>
        </select>
      </div>
      <Problem text={problem} />
      <button type="submit" className="btn ink lg wide" disabled={busy}>
        {t('studio.keys.create')}
      </button>
    </form>
  );
}
