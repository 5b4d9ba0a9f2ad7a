import { type FormEvent, useId, useState } from 'react';
import { type ApiProblem, toProblem } from '../api/problem';
import { Problem } from '../design/Problem';
import { t } from '../i18n/translate';
import { session } from './session';

interface SignInFormProps {
  readonly wish: 'sign-in' | 'sign-up';
  readonly onDone?: () => void;
}

/** E-mail address and password, for an account there is or a new one. Whoever signs in is told of by the session. */
export function SignInForm({ wish, onDone }: SignInFormProps) {
  const [problem, setProblem] = useState<Pick<ApiProblem, 'message' | 'fields'>>();
  const [busy, setBusy] = useState(false);
  const [shown, setShown] = useState(false);
  const isNew = wish === 'sign-up';

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const value = (name: string) => (form.get(name) as string | null) ?? '';
    const credentials = { email: value('email').trim(), password: value('password') };
    const name = value('name').trim();
    setBusy(true);
    setProblem(undefined);
    try {
      const response = isNew
        ? await session.register({ ...credentials, ...(name && { name }) })
        : await session.signIn(credentials);
      if (response.ok) onDone?.();
      else setProblem(toProblem(response.status, await response.json().catch(() => undefined)));
    } catch {
      setProblem({ message: t('problem.offline'), fields: {} });
    } finally {
      setBusy(false);
    }
  }

  const concernsField = Object.keys(problem?.fields ?? {}).length > 0;
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <TextField name="email" type="email" autoComplete="username" label={t('session.email')} problem={problem} />
      {isNew && <TextField name="name" autoComplete="name" label={t('session.name')} problem={problem} />}
      <TextField
        name="password"
        type={shown ? 'text' : 'password'}
        autoComplete={isNew ? 'new-password' : 'current-password'}
        label={t('session.password')}
        hint={isNew ? t('session.password.rule') : undefined}
        problem={problem}
      />
      <label className="check">
        <input type="checkbox" checked={shown} onChange={() => setShown(!shown)} />
        {t('session.password.show')}
      </label>
      {problem && !concernsField && <Problem text={problem.message} />}
      <button className="btn ink lg wide" type="submit" aria-disabled={busy} disabled={busy}>
        {t(busy ? (isNew ? 'session.creating' : 'session.signing-in') : isNew ? 'session.create' : 'session.sign-in')}
      </button>
    </form>
  );
}

interface TextFieldProps {
  readonly name: string;
  readonly label: string;
  readonly autoComplete: string;
  readonly type?: string;
  readonly hint?: string | undefined;
  readonly problem: Pick<ApiProblem, 'fields'> | undefined;
}

function TextField({ name, label, hint, problem, ...input }: TextFieldProps) {
  const id = useId();
  const message = problem?.fields[name];
  const note = message ?? hint;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        name={name}
        required={name !== 'name'}
        aria-invalid={message !== undefined}
        aria-describedby={note && `${id}-note`}
      />
      {note && (
        <p id={`${id}-note`} className={message ? 'problem' : 'cap'} role={message ? 'alert' : undefined}>
          {note}
        </p>
      )}
    </div>
  );
}
