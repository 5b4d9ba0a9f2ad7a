import { UserPlus } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { useNotify, useRefresh } from 'react-admin';
import { api } from '../../api/client';
import { answerOf, ApiProblem } from '../../api/problem';
import { Icon } from '../../design/Icon';
import { Problem } from '../../design/Problem';
import { t } from '../../i18n/translate';
import { Dialog } from '../shared/Dialog';

export function CreateOperator() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="btn ink" onClick={() => setOpen(true)}>
        <Icon of={UserPlus} size={16} />
        {t('console.users.create')}
      </button>
      {open && <CreateDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function CreateDialog({ onClose }: { readonly onClose: () => void }) {
  const [problem, setProblem] = useState<ApiProblem>();
  const form = useId();
  const notify = useNotify();
  const refresh = useRefresh();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const value = (name: string) => ((data.get(name) as string | null) ?? '').trim();
    const body = { email: value('email'), password: value('password'), role: 'operator' as const };
    try {
      await answerOf(api.POST('/api/v1/users', { body: { ...body, ...(value('name') && { name: value('name') }) } }));
      notify(t('console.users.created', { email: body.email }), { type: 'info' });
      refresh();
      onClose();
    } catch (failure) {
      if (failure instanceof ApiProblem) setProblem(failure);
      else throw failure;
    }
  }

  const concernsField = Object.keys(problem?.fields ?? {}).length > 0;
  return (
    <Dialog
      title={t('console.users.create')}
      onClose={onClose}
      actions={
        <button type="submit" form={form} className="btn ink">
          {t('console.users.create')}
        </button>
      }
    >
      <form id={form} className="form" noValidate onSubmit={(event) => void submit(event)}>
        <Field name="email" type="email" label={t('session.email')} problem={problem} />
        <Field name="name" label={t('session.name')} problem={problem} />
        <Field
          name="password"
          type="password"
          label={t('console.users.first-password')}
          hint={t('session.password.rule')}
          problem={problem}
        />
        {problem && !concernsField && <Problem text={problem.message} />}
      </form>
    </Dialog>
  );
}

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly type?: string;
  readonly hint?: string;
  readonly problem: ApiProblem | undefined;
}

function Field({ name, label, type = 'text', hint, problem }: FieldProps) {
  const id = useId();
  const message = problem?.fields[name];
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={name}
        type={type}
        autoComplete="off"
        aria-invalid={message !== undefined}
        aria-describedby={`${id}-note`}
      />
      <p id={`${id}-note`} className={message ? 'problem' : 'cap'}>
        {message ?? hint}
      </p>
    </div>
  );
}
