import { type FormEvent, useState } from 'react';
import { api, type Schema } from '../../api/client';
import { answerOf } from '../../api/problem';
import { t } from '../../i18n/translate';
import { Section } from '../shared/Section';
import { useAction } from '../shared/use-action';

/** Name, tags, whether the service may choose it, and whether it is the default. */
export function EditPaper({ image }: { readonly image: Schema['BaseImage'] }) {
  const [name, setName] = useState(image.name);
  const [tags, setTags] = useState(image.tags.join(', '));
  const [enabled, setEnabled] = useState(image.enabled);
  const [isDefault, setDefault] = useState(image.default);
  const action = useAction();
  const change = {
    ...(name.trim() !== image.name && { name: name.trim() }),
    ...(tagsIn(tags).join() !== image.tags.join() && { tags: tagsIn(tags) }),
    ...(enabled !== image.enabled && { enabled }),
    ...(isDefault !== image.default && { default: isDefault }),
  };
  const changed = Object.keys(change).length > 0;

  function submit(event: FormEvent) {
    event.preventDefault();
    const params = { path: { id: image.id } };
    void action.run(
      () => answerOf(api.PATCH('/api/v1/base-images/{id}', { params, body: change })),
      t('console.saved'),
    );
  }

  return (
    <Section title={t('console.papers.edit')}>
      <form className="form" onSubmit={submit}>
        <label className="field">
          <span className="lbl">{t('console.papers.name')}</span>
          <input value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
        </label>
        <label className="field">
          <span className="lbl">{t('console.papers.tags')}</span>
          <input
            value={tags}
            placeholder={t('console.papers.tags.hint')}
            onChange={(event) => setTags(event.target.value)}
          />
        </label>
        <label className="check">
          <input
            type="checkbox"
            checked={enabled}
            onChange={(event) => {
              setEnabled(event.target.checked);
              if (!event.target.checked) setDefault(false);
            }}
          />
          {t('console.papers.enabled')}
        </label>
        {image.ownerId === null && (
          <label className="check">
            <input
              type="checkbox"
              checked={isDefault}
              disabled={!enabled}
              onChange={(event) => setDefault(event.target.checked)}
            />
            {t('console.papers.is-default')}
          </label>
        )}
        <button type="submit" className="btn" disabled={!changed || name.trim() === '' || action.busy}>
          {t('action.save')}
        </button>
      </form>
    </Section>
  );
}

function tagsIn(text: string): string[] {
  return [...new Set(text.split(',').map((tag) => tag.trim().toLowerCase()))].filter(Boolean);
}
