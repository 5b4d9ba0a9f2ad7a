import { useGetOne } from 'react-admin';
import { Link } from 'react-router';
import type { Schema } from '../../api/client';
import { t } from '../../i18n/translate';

/** Whose something is, leading to the account. */
export function Owner({ id }: { readonly id: string | null | undefined }) {
  const { data } = useGetOne<Schema['User']>('users', { id: id ?? '' }, { enabled: Boolean(id), staleTime: 60_000 });
  if (!id) return <>{t('console.owner.service')}</>;
  return (
    <Link className="link" to={`/console/users/${id}/show`}>
      {data ? data.name || data.email : `…${id.slice(-8)}`}
    </Link>
  );
}
