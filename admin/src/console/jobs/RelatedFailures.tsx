import { useGetList } from 'react-admin';
import { Link } from 'react-router';
import type { Schema } from '../../api/client';
import { t } from '../../i18n/translate';
import { shortId } from '../shared/format';

const SHOWN = 6;

/** Others that failed for the same reason: one cause may be behind them all. */
export function RelatedFailures({ job }: { readonly job: Schema['Job'] }) {
  const { data = [], total = 0 } = useGetList<Schema['Job']>('jobs', {
    pagination: { page: 1, perPage: SHOWN },
    sort: { field: 'createdAt', order: 'DESC' },
    filter: { status: 'failed', error: job.error!.code },
  });
  const others = data.filter(({ id }) => id !== job.id);
  if (others.length === 0) return null;
  return (
    <section className="related" aria-label={t('console.jobs.related', { smart_count: total - 1 })}>
      <h2>{t('console.jobs.related', { smart_count: total - 1 })}</h2>
      <p>
        {others.map(({ id }) => (
          <Link key={id} className="link mono" to={`/console/jobs/${id}/show`}>
            {shortId(id)}
          </Link>
        ))}
        {total - 1 > others.length && (
          <span className="cap">{t('console.jobs.more', { count: total - 1 - others.length })}</span>
        )}
      </p>
    </section>
  );
}
