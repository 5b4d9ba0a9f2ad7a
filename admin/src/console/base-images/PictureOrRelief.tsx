import { t } from '../../i18n/translate';

/** What of a base image is shown: its photograph, or its relief once that is known. */
export type PaperView = 'picture' | 'relief';

export function PictureOrRelief({
  image,
  view,
  onChange,
}: {
  readonly image: { readonly reliefUrl?: string | undefined };
  readonly view: PaperView;
  readonly onChange: (view: PaperView) => void;
}) {
  return (
    <div className="seg" role="group" aria-label={t('console.view')}>
      {(['picture', 'relief'] as const).map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={view === name}
          disabled={name === 'relief' && !image.reliefUrl}
          onClick={() => onChange(name)}
        >
          {t(`console.papers.${name}`)}
        </button>
      ))}
    </div>
  );
}
