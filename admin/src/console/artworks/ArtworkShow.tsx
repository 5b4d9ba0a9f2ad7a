import { Download, Trash2 } from 'lucide-react';
import { useGetOne, useRedirect } from 'react-admin';
import { Link, useParams } from 'react-router';
import { api, type Schema } from '../../api/client';
import { answerOf } from '../../api/problem';
import { Icon } from '../../design/Icon';
import { t } from '../../i18n/translate';
import { PageHead } from '../layout/PageHead';
import { AwaitedRecord } from '../shared/AwaitedRecord';
import { ConfirmButton } from '../shared/ConfirmButton';
import { Facts } from '../shared/Facts';
import { bytes, dateTime, size } from '../shared/format';
import { Owner } from '../shared/Owner';

export function ArtworkShow() {
  const { id = '' } = useParams();
  const { data: artwork, error } = useGetOne<Schema['Artwork']>('artworks', { id });
  const redirect = useRedirect();
  const path = [{ to: '/console/artworks', text: t('console.artworks') }];
  if (!artwork) return <AwaitedRecord path={path} error={error} />;
  return (
    <>
      <PageHead title={artwork.title} path={path}>
        <ConfirmButton
          className="btn bare"
          label={
            <>
              <Icon of={Trash2} size={16} />
              {t('action.delete')}
            </>
          }
          title={t('console.artworks.delete', { title: artwork.title })}
          question={<p>{t('console.artworks.delete.question')}</p>}
          confirm={t('action.delete')}
          done={t('console.artworks.deleted')}
          work={() => answerOf(api.DELETE('/api/v1/artworks/{id}', { params: { path: { id } } }))}
          after={() => redirect('list', 'artworks')}
        />
        <a className="btn" href={artwork.contentUrl} download={artwork.title}>
          <Icon of={Download} size={16} />
          {t('console.download')}
        </a>
      </PageHead>
      <div className="two-columns">
        <div className="picture-stage">
          <img className="framed" src={artwork.contentUrl} alt={artwork.title} />
        </div>
        <aside>
          <Facts
            rows={[
              [t('console.owner'), <Owner key="owner" id={artwork.ownerId} />],
              [t('console.papers.size'), size(artwork)],
              [t('console.artworks.file'), `${artwork.mediaType}, ${bytes(artwork.bytes)}`],
              [t('console.created'), dateTime(artwork.createdAt)],
              [
                t('console.id'),
                <span key="id" className="mono">
                  {artwork.id}
                </span>,
              ],
              [
                'SHA-256',
                <span key="sha" className="mono">
                  {artwork.sha256}
                </span>,
              ],
            ]}
          />
          <Link
            className="link"
            to={`/console/mappings?filter=${encodeURIComponent(JSON.stringify({ artworkId: artwork.id }))}`}
          >
            {t('console.artworks.mappings')}
          </Link>
        </aside>
      </div>
    </>
  );
}
