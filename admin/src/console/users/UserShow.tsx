import { useGetList, useGetOne } from 'react-admin';
import { Link, useParams } from 'react-router';
import { api, type Schema } from '../../api/client';
import { answerOf } from '../../api/problem';
import { ControlStrip } from '../../design/ControlStrip';
import { t } from '../../i18n/translate';
import { session } from '../../session/session';
import { PageHead } from '../layout/PageHead';
import { AwaitedRecord } from '../shared/AwaitedRecord';
import { ConfirmButton } from '../shared/ConfirmButton';
import { Facts } from '../shared/Facts';
import { count, dateTime } from '../shared/format';
import { Section } from '../shared/Section';
import { StatusTag } from '../shared/StatusTag';
import { useAction } from '../shared/use-action';
import { UserStatusTag } from './UserStatusTag';

type User = Schema['User'];
const SHOWN = 8;

export function UserShow() {
  const { id = '' } = useParams();
  const { data: user, error } = useGetOne<User>('users', { id });
  const path = [{ to: '/console/users', text: t('console.users') }];
  if (error) return <AwaitedRecord title={`…${id.slice(-8)}`} path={path} error={error} />;
  return (
    <>
      <PageHead
        title={user ? user.name || user.email : `…${id.slice(-8)}`}
        path={path}
        note={user && <UserStatusTag status={user.status} />}
      >
        {user && <UserActions user={user} />}
      </PageHead>
      {user ? (
        <div className="two-columns">
          <div className="page-body stack">
            <Works user={user} />
            <Jobs user={user} />
          </div>
          <aside>
            <Facts
              rows={[
                [t('session.email'), user.email],
                [t('console.users.name'), user.name],
                [t('console.users.role'), t(`console.users.${user.role}`)],
                [t('console.users.since'), dateTime(user.createdAt)],
                [
                  t('console.id'),
                  <span key="id" className="mono">
                    {user.id}
                  </span>,
                ],
              ]}
            />
          </aside>
        </div>
      ) : (
        <div className="page-body">
          <ControlStrip label={t('console.loading')} />
        </div>
      )}
    </>
  );
}

function UserActions({ user }: { readonly user: User }) {
  const action = useAction();
  const params = { path: { id: user.id } };
  const isSelf = user.id === session.snapshot.user?.id;
  const change = (body: Schema['UserChange']) => answerOf(api.PATCH('/api/v1/users/{id}', { params, body }));
  const otherRole = user.role === 'artist' ? 'operator' : 'artist';
  return (
    <>
      {!isSelf && (
        <ConfirmButton
          label={t(`console.users.make-${otherRole}`)}
          title={t(`console.users.make-${otherRole}`)}
          question={<p>{t(`console.users.make-${otherRole}.question`, { email: user.email })}</p>}
          confirm={t(`console.users.make-${otherRole}`)}
          done={t('console.users.role-changed')}
          work={() => change({ role: otherRole })}
        />
      )}
      <ConfirmButton
        label={t('console.users.sign-out')}
        title={t('console.users.sign-out')}
        question={<p>{t('console.users.sign-out.question')}</p>}
        confirm={t('console.users.sign-out')}
        done={t('console.users.signed-out')}
        work={() => answerOf(api.POST('/api/v1/users/{id}/sign-out', { params }))}
      />
      {!isSelf &&
        (user.status === 'active' ? (
          <ConfirmButton
            className="btn bad"
            label={t('console.users.disable')}
            title={t('console.users.disable-many', { smart_count: 1 })}
            question={<p>{t('console.users.disable.question')}</p>}
            confirm={t('console.users.disable')}
            done={t('console.users.disabled-many', { smart_count: 1 })}
            work={() => change({ status: 'disabled' })}
          />
        ) : (
          <button
            type="button"
            className="btn ink"
            disabled={action.busy}
            onClick={() => void action.run(() => change({ status: 'active' }), t('console.users.enabled'))}
          >
            {t('console.users.enable')}
          </button>
        ))}
    </>
  );
}

const LATEST = { pagination: { page: 1, perPage: SHOWN }, sort: { field: 'createdAt', order: 'DESC' as const } };
const allOf = (resource: string, id: string) =>
  `/console/${resource}?filter=${encodeURIComponent(JSON.stringify({ ownerId: id }))}`;

function Works({ user }: { readonly user: User }) {
  const filter = { ownerId: user.id };
  const artworks = useGetList<Schema['Artwork']>('artworks', { ...LATEST, filter });
  const mappings = useGetList<Schema['Mapping']>('mappings', { ...LATEST, filter });
  return (
    <>
      <Section title={t('console.artworks')} aside={<All to={allOf('artworks', user.id)} total={artworks.total} />}>
        <ul className="strip">
          {artworks.data?.map((artwork) => (
            <li key={artwork.id}>
              <Link to={`/console/artworks/${artwork.id}/show`}>
                <img src={artwork.thumbnailUrl} alt={artwork.title} loading="lazy" />
              </Link>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('console.mappings')} aside={<All to={allOf('mappings', user.id)} total={mappings.total} />}>
        <ul className="strip">
          {mappings.data?.map((mapping) => (
            <li key={mapping.id}>
              <Link to={`/console/mappings/${mapping.id}/show`}>
                {mapping.result ? (
                  <img
                    src={mapping.result.thumbnailUrl ?? mapping.result.url}
                    alt={t('console.mappings.result')}
                    loading="lazy"
                  />
                ) : (
                  <StatusTag status={mapping.status} />
                )}
              </Link>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function Jobs({ user }: { readonly user: User }) {
  const { data, total } = useGetList<Schema['Job']>('jobs', { ...LATEST, filter: { ownerId: user.id } });
  return (
    <Section title={t('console.jobs')} aside={<All to={allOf('jobs', user.id)} total={total} />}>
      <table className="console-table">
        <tbody>
          {data?.map((job) => (
            <tr key={job.id}>
              <td>
                <StatusTag status={job.status} />
              </td>
              <td>
                <Link className="link mono job-id" to={`/console/jobs/${job.id}/show`}>
                  {job.id.slice(-8)}
                </Link>
              </td>
              <td>{dateTime(job.createdAt)}</td>
              <td className="problem">{job.error?.detail}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function All({ to, total }: { readonly to: string; readonly total: number | undefined }) {
  return total ? (
    <Link className="link" to={to}>
      {t('console.see-all', { count: count(total) })}
    </Link>
  ) : (
    t('console.none-yet')
  );
}
