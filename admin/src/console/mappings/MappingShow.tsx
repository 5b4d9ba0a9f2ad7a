import { Download, Trash2 } from 'lucide-react';
import { useGetOne, useRedirect } from 'react-admin';
import { Link, useParams } from 'react-router';
import { PRESETS } from '../../../../src/engine/core/presets/index';
import { api, type Schema } from '../../api/client';
import { answerOf } from '../../api/problem';
import { Icon } from '../../design/Icon';
import { t } from '../../i18n/translate';
import { PageHead } from '../layout/PageHead';
import { AwaitedRecord } from '../shared/AwaitedRecord';
import { ConfirmButton } from '../shared/ConfirmButton';
import { Facts } from '../shared/Facts';
import { bytes, dateTime, shortId, size } from '../shared/format';
import { Owner } from '../shared/Owner';
import { StatusTag } from '../shared/StatusTag';

export function MappingShow() {
  const { id = '' } = useParams();
  const { data: mapping, error } = useGetOne<Schema['Mapping']>('mappings', { id });
  const redirect = useRedirect();
  const path = [{ to: '/console/mappings', text: t('console.mappings') }];
  if (!mapping) return <AwaitedRecord title={shortId(id)} path={path} mono error={error} />;
  const { result } = mapping;
  return (
    <>
      <PageHead title={shortId(id)} path={path} mono note={<StatusTag status={mapping.status} />}>
        <ConfirmButton
          className="btn bare"
          label={
            <>
              <Icon of={Trash2} size={16} />
              {t('action.delete')}
            </>
          }
          title={t('console.mappings.delete')}
          question={<p>{t('console.mappings.delete.question')}</p>}
          confirm={t('action.delete')}
          done={t('console.mappings.deleted')}
          work={() => answerOf(api.DELETE('/api/v1/mappings/{id}', { params: { path: { id } } }))}
          after={() => redirect('list', 'mappings')}
        />
        {result && (
          <a className="btn" href={result.url} download>
            <Icon of={Download} size={16} />
            {t('console.download')}
          </a>
        )}
      </PageHead>
      <div className="two-columns">
        <div className="picture-stage">
          {result ? (
            <img className="framed" src={result.url} alt={t('console.mappings.result')} />
          ) : (
            <p className={mapping.error ? 'reason' : 'cap'}>
              {mapping.error?.detail ?? t('console.mappings.no-result')}
            </p>
          )}
        </div>
        <aside>
          <Facts
            rows={[
              [t('console.owner'), <Owner key="owner" id={mapping.ownerId} />],
              [t('console.mappings.preset'), PRESETS[mapping.preset].title],
              [t('console.papers.size'), result && size(result)],
              [t('console.artworks.file'), result && `${result.mediaType}, ${bytes(result.bytes)}`],
              [t('console.created'), dateTime(mapping.createdAt)],
              [
                t('console.id'),
                <span key="id" className="mono">
                  {mapping.id}
                </span>,
              ],
            ]}
          />
          <p className="links">
            <Link className="link" to={`/console/jobs/${mapping.jobId}/show`}>
              {t('console.mappings.job')}
            </Link>
            <Link className="link" to={`/console/artworks/${mapping.artworkId}/show`}>
              {t('console.mappings.artwork')}
            </Link>
            {mapping.baseImageId !== 'auto' && (
              <Link className="link" to={`/console/base-images/${mapping.baseImageId}/show`}>
                {t('console.mappings.paper')}
              </Link>
            )}
          </p>
        </aside>
      </div>
    </>
  );
}
