import { useId, useState } from 'react';
import { problemText } from '../../api/problem';
import { t } from '../../i18n/translate';

/** Keeps the look on the screen under a name. */
export function KeepLook({ onKeep }: { readonly onKeep: (name: string) => Promise<void> }) {
  const [naming, setNaming] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  if (!naming) {
    return (
      <button type="button" className="link keep-look" onClick={() => setNaming(true)}>
        {t('studio.template.keep')}
      </button>
    );
  }
  const submit = async (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get('name') as string;
    setBusy(true);
    setProblem(null);
    try {
      await onKeep(name);
      setNaming(false);
    } catch (error) {
      setProblem(problemText(error));
    } finally {
      setBusy(false);
    }
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
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}
