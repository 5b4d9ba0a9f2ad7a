import { useGetOne } from 'react-admin';
import { Link } from 'react-router';
import { PRESETS } from '../../../../src/engine/core/presets/index';
import type { Schema } from '../../api/client';
import { t } from '../../i18n/translate';
import { Facts } from '../shared/Facts';
import { size } from '../shared/format';

/** What the job works on: before and after. */
export function JobSubject({ job }: { readonly job: Schema['Job'] }) {
  const ids = job.payload as { mappingId?: string; baseImageId?: string };
  if (job.kind === 'mapping' && ids.mappingId) return <MappingSubject id={ids.mappingId} />;
  return ids.baseImageId ? <Pictures baseImageId={ids.baseImageId} /> : null;
}

function MappingSubject({ id }: { readonly id: string }) {
  const { data: mapping } = useGetOne<Schema['Mapping']>('mappings', { id }, { retry: false });
  if (!mapping) return <p className="cap">{t('console.jobs.subject-gone')}</p>;
  const { preset, output, result, parameters } = mapping;
  const wanted = output.width || output.height ? `, ${output.width ?? '…'} × ${output.height ?? '…'}` : '';
  return (
    <>
      <Pictures artworkId={mapping.artworkId} baseImageId={mapping.baseImageId} result={result} />
      <Facts
        rows={[
          [t('console.mappings.preset'), PRESETS[preset].title],
          [t('console.mappings.output'), `${output.format.toUpperCase()}${wanted}`],
          [
            t('console.mappings.parameters'),
            <details key="parameters">
              <summary>{t('console.mappings.parameters.show')}</summary>
              <pre className="mono">{JSON.stringify(parameters, null, 1)}</pre>
            </details>,
          ],
        ]}
      />
    </>
  );
}

interface PicturesProps {
  readonly artworkId?: string;
  readonly baseImageId: string;
  readonly result?: Schema['MappingResult'] | undefined;
}

function Pictures({ artworkId, baseImageId, result }: PicturesProps) {
  const known = baseImageId !== 'auto';
  const { data: artwork } = useGetOne<Schema['Artwork']>(
    'artworks',
    { id: artworkId ?? '' },
    { enabled: Boolean(artworkId), retry: false },
  );
  const { data: paper } = useGetOne<Schema['BaseImage']>(
    'base-images',
    { id: baseImageId },
    { enabled: known, retry: false },
  );
  return (
    <div className="subject">
      {artwork && (
        <figure>
          <div className="picture">
            <img src={artwork.thumbnailUrl} alt={artwork.title} />
          </div>
          <figcaption>
            <span className="work">{artwork.title}</span>
            <span className="cap">{size(artwork)}</span>
          </figcaption>
        </figure>
      )}
      {paper && (
        <figure>
          <div className="picture">{paper.thumbnailUrl && <img src={paper.thumbnailUrl} alt={paper.name} />}</div>
          <figcaption>
            <Link to={`/console/base-images/${paper.id}/show`} className="link">
              {paper.name}
            </Link>
            <span className="cap">{size(paper)}</span>
          </figcaption>
        </figure>
      )}
      {result && (
        <figure className="result">
          <div className="picture">
            <img src={result.thumbnailUrl ?? result.url} alt={t('console.mappings.result')} />
          </div>
          <figcaption>
            <a className="link" href={result.url} target="_blank" rel="noreferrer">
              {t('console.mappings.result')}
            </a>
            <span className="cap">{size(result)}</span>
          </figcaption>
        </figure>
      )}
    </div>
  );
}
