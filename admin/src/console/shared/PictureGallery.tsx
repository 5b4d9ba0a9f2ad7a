import type { ReactNode } from 'react';
import { type RaRecord, useListContext } from 'react-admin';
import { Link } from 'react-router';

interface GalleryPicture {
  /** What the link to the record is called. */
  readonly label: string;
  /** Nothing where there is no picture yet. */
  readonly src: string | null | undefined;
  /** Lies over the picture. */
  readonly plate?: ReactNode;
}

interface PictureGalleryProps<T extends RaRecord> {
  readonly resource: string;
  readonly pictureOf: (record: T) => GalleryPicture;
  /** What stands below each picture. */
  readonly children: (record: T) => ReactNode;
}

/** The records of the list around it as pictures that lead to them. */
export function PictureGallery<T extends RaRecord>({ resource, pictureOf, children }: PictureGalleryProps<T>) {
  const { data = [] } = useListContext<T>();
  return (
    <ul className="gallery">
      {data.map((record) => {
        const { label, src, plate } = pictureOf(record);
        return (
          <li key={record.id}>
            <Link className="picture" to={`/console/${resource}/${record.id}/show`} aria-label={label}>
              {src && <img src={src} alt="" loading="lazy" />}
              {plate}
            </Link>
            {children(record)}
          </li>
        );
      })}
    </ul>
  );
}
