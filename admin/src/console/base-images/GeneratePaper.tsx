import { Sparkles } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { useRedirect } from 'react-admin';
import { api, type Schema } from '../../api/client';
import { answerOf, ApiProblem } from '../../api/problem';
import { Icon } from '../../design/Icon';
import { t } from '../../i18n/translate';
import { Dialog } from '../shared/Dialog';
import { STYLES } from './styles';

export function GeneratePaper() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="btn ink" onClick={() => setOpen(true)}>
        <Icon of={Sparkles} size={16} />
        {t('console.papers.generate')}
      </button>
      {open && <GenerateDialog onClose={() => setOpen(false)} />}
    </>
  );
}

/** Asks for a paper and goes to its page, where the work on it is seen. */
function GenerateDialog({ onClose }: { readonly onClose: () => void }) {
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const redirect = useRedirect();
  const form = useId();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(undefined);
    try {
      const image = await answerOf(api.POST('/api/v1/base-images/generate', { body: wishOf(data) }));
      redirect('show', 'base-images', image.id);
    } catch (failure) {
      setProblem(failure instanceof ApiProblem ? failure : undefined);
      setBusy(false);
    }
  }

  return (
    <Dialog
      title={t('console.papers.generate')}
      onClose={onClose}
      actions={
        <button type="submit" form={form} className="btn ink" disabled={busy}>
          {t('console.papers.generate')}
        </button>
      }
    >
      <form id={form} className="form" noValidate onSubmit={(event) => void submit(event)}>
        <label className="field">
          <span className="lbl">{t('console.papers.prompt')}</span>
          <textarea name="prompt" rows={3} maxLength={1000} />
          <span className="cap">{t('console.papers.prompt.hint')}</span>
        </label>
        <div className="form-row">
          <label className="field">
            <span className="lbl">{t('console.papers.style')}</span>
            <select name="style">
              {STYLES.map((style) => (
                <option key={style}>{style}</option>
              ))}
            </select>
          </label>
          <label className="field">
            <span className="lbl">{t('console.papers.seed')}</span>
            <input name="seed" inputMode="numeric" placeholder={t('console.papers.seed.random')} />
          </label>
        </div>
        <div className="form-row">
          <label className="field">
            <span className="lbl">{t('console.papers.width')}</span>
            <input name="width" inputMode="numeric" defaultValue={2048} />
          </label>
          <label className="field">
            <span className="lbl">{t('console.papers.height')}</span>
            <input name="height" inputMode="numeric" defaultValue={2048} />
          </label>
        </div>
        {problem && (
          <p className="problem" role="alert">
            {problem.message}{' '}
            {Object.entries(problem.fields)
              .map(([name, message]) => `${name}: ${message}.`)
              .join(' ')}
          </p>
        )}
      </form>
    </Dialog>
  );
}

function wishOf(data: FormData): Schema['PaperWish'] {
  const text = (name: string) => ((data.get(name) as string | null) ?? '').trim();
  const number = (name: string) => (text(name) === '' ? {} : { [name]: Number(text(name)) });
  return {
    style: text('style') as NonNullable<Schema['PaperWish']['style']>,
    ...(text('prompt') && { prompt: text('prompt') }),
    ...number('seed'),
    ...number('width'),
    ...number('height'),
  };
}
