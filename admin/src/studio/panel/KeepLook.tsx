import { useId, useState } from 'react';
import { Problem } from '../../design/Problem';
import { t } from '../../i18n/translate';
import { useAttempt } from '../ui/use-attempt';

/** Keeps the look on the screen under a name. */
export function KeepLook({ onKeep }: { readonly onKeep: (name: string) => Promise<void> }) {
  const [naming, setNaming] = useState(false);
  const { busy, problem, attempt } = useAttempt();
  const id = useId();
  if (!naming) {
    return (
      <button type="button" className="link keep-look" onClick={() => setNaming(true)}>
        {t('studio.template.keep')}
      </button>
    );
  }
  const submit = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get('name') as string;
    return attempt(async () => {
      await onKeep(name);
      setNaming(false);
    });
  };
  return (
    <form className="keep-look" onSubmit={(event) => void submit(event)}>
      <label htmlFor={id}>{t('studio.template.name')}</label>
      <input
        id={id}
        name="name"
        className="input"
        required
        maxLength={80}
        autoComplete="off"
        ref={(input) => input?.focus()}
        onKeyDown={(event) => event.key === 'Escape' && setNaming(false)}
      />
      <button type="submit" className="btn sm" disabled={busy}>
        {t('action.save')}
      </button>
      <Problem text={problem} />
    </form>
  );
}
