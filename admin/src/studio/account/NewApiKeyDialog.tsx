import { Copy } from 'lucide-react';
import { type FormEvent, useId, useRef, useState } from 'react';
import type { Schema } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import { Icon } from '../../design/Icon';
import { t } from '../../i18n/translate';
import { Dialog } from '../ui/Dialog';
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
      {made ? <Made apiKey={made} onDone={onClose} /> : <Wish create={create} onMade={setMade} />}
    </Dialog>
  );
}

interface WishProps {
  readonly create: ApiKeys['create'];
  readonly onMade: (made: Schema['NewApiKey']) => void;
}

function Wish({ create, onMade }: WishProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const id = useId();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const days = form.get('expiresInDays') as string;
    setBusy(true);
    setProblem(null);
    try {
      onMade(await create({ name: form.get('name') as string, ...(days !== '' && { expiresInDays: Number(days) }) }));
    } catch (error) {
      setProblem(error instanceof ApiProblem ? (error.fields['name'] ?? error.message) : t('problem.unknown'));
      setBusy(false);
    }
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
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <button type="submit" className="btn ink lg wide" disabled={busy}>
        {t('studio.keys.create')}
      </button>
    </form>
  );
}

function Made({ apiKey, onDone }: { readonly apiKey: Schema['NewApiKey']; readonly onDone: () => void }) {
  const [note, setNote] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const copy = async () => {
    field.current!.select();
    try {
      await navigator.clipboard.writeText(apiKey.key);
      setNote(t('studio.keys.copied'));
    } catch {
      // Pages that did not come by HTTPS have no clipboard; the key is selected.
      setNote(t('studio.keys.copy-yourself'));
    }
  };
  return (
    <>
      <p>{t('studio.keys.once')}</p>
      <div className="field">
        <label htmlFor={id}>{apiKey.name}</label>
        <textarea
          ref={field}
          id={id}
          className="mono api-key"
          readOnly
          rows={2}
          value={apiKey.key}
          autoComplete="off"
          spellCheck={false}
          onFocus={({ target }) => target.select()}
        />
      </div>
      <div className="actions">
        <button type="button" className="btn ink" onClick={() => void copy()} autoFocus>
          <Icon of={Copy} size={16} />
          {t('studio.keys.copy')}
        </button>
        <button type="button" className="btn" onClick={onDone}>
          {t('studio.keys.done')}
        </button>
      </div>
      <p className="lbl" role="status">
        {note}
      </p>
    </>
  );
}
