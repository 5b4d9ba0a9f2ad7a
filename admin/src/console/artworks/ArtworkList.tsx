import { ListBase } from 'react-admin';
import { Link } from 'react-router';
import type { Schema } from '../../api/client';
import { t } from '../../i18n/translate';
import { PageHead } from '../layout/PageHead';
import { OwnerFilter, SearchFilter } from '../shared/Filters';
import { bytes, size } from '../shared/format';
import { ListFrame } from '../shared/ListFrame';
import { Owner } from '../shared/Owner';
import { PictureGallery } from '../shared/PictureGallery';

type Artwork = Schema['Artwork'];

/** Everybody's artworks, or those of one account. */
export function ArtworkList() {
  return (
    <ListBase<Artwork>
      sort={{ field: 'createdAt', order: 'DESC' }}
      perPage={25}
      storeKey={false}
      filterDefaultValues={{}}
    >
      <PageHead title={t('console.artworks')} />
      <ListFrame
        empty={t('console.artworks.empty')}
        filters={
          <>
            <SearchFilter name="search" label={t('console.artworks.search')} />
            <OwnerFilter />
          </>
        }
      >
        <Gallery />
      </ListFrame>
    </ListBase>
  );
}

function Gallery() {
  return (
    <PictureGallery<Artwork>
      resource="artworks"
      pictureOf={({ title, thumbnailUrl }) => ({ label: title, src: thumbnailUrl })}
    >
      {(artwork) => (
        <>
          <p className="caption">
            <Link className="work" to={`/console/artworks/${artwork.id}/show`}>
              {artwork.title}
            </Link>
          </p>
          <p className="cap">
            {size(artwork)}, {bytes(artwork.bytes)}. <Owner id={artwork.ownerId} />
          </p>
        </>
      )}
    </PictureGallery>
  );
}
