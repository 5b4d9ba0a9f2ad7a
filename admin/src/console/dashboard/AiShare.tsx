import type { Schema } from '../../api/client';
import { t } from '../../i18n/translate';
import { count, percent } from '../shared/format';

/** Of the papers AI was asked for: made by it, made by the engine instead (dotted), or not made at all. */
export function AiShare({ ai }: { readonly ai: Schema['AiShare'] }) {
  const { asked, served, fallback, failed } = ai;
  const share = (part: number) => (asked === 0 ? 0 : part / asked);
  return (
    <section className="ai-share" aria-label={t('console.ai.title')}>
      <div>
        <h2>{t('console.ai.title')}</h2>
        <span className="cap">{t('console.ai.asked', { smart_count: asked, count: count(asked) })}</span>
      </div>
      {asked === 0 ? (
        <p className="cap">{t('console.ai.none')}</p>
      ) : (
        <div>
          <svg width="100%" height="26" aria-hidden="true">
            <rect className="succeeded" width={width(share(served))} height="26" />
            <rect className="fallback" x={width(share(served))} width={width(share(fallback))} height="26" />
            <rect className="failed" x={width(share(served + fallback))} width={width(share(failed))} height="26" />
          </svg>
          <p className="cap">
            <b>{percent(share(served))}</b> {t('console.ai.served')}, <b>{percent(share(fallback))}</b>{' '}
            {t('console.ai.fallback')}, <b>{percent(share(failed))}</b> {t('console.ai.failed')}
          </p>
        </div>
      )}
    </section>
  );
}

function width(share: number): string {
  return `${share * 100}%`;
}
