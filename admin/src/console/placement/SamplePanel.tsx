import { useState } from 'react';
import { useGetList } from 'react-admin';
import { Link } from 'react-router';
import type { Schema } from '../../api/client';
import { ControlStrip } from '../../design/ControlStrip';
import { t } from '../../i18n/translate';
import { session } from '../../session/session';
import { Section } from '../shared/Section';
import type { Mesh } from './sheet-mesh';
import { useSample } from './use-sample';

interface SamplePanelProps {
  readonly baseImageId: string;
  readonly mesh: Mesh;
  readonly usable: boolean;
}

/** One of the operator's artworks on this paper, following the corners. */
export function SamplePanel({ baseImageId, mesh, usable }: SamplePanelProps) {
  const { data: artworks = [], isPending } = useGetList<Schema['Artwork']>('artworks', {
    pagination: { page: 1, perPage: 20 },
    sort: { field: 'createdAt', order: 'DESC' },
    filter: { ownerId: session.snapshot.user?.id },
  });
  const [chosen, choose] = useState<string>();
  const artwork = artworks.find(({ id }) => id === chosen) ?? artworks[0];
  const { url, problem, busy } = useSample(baseImageId, artwork?.id, mesh, usable);
  return (
    <Section title={t('console.placement.sample')}>
      {!artwork ? (
        <p className="cap">
          {isPending ? t('console.loading') : t('console.placement.no-artwork')}{' '}
          {!isPending && (
            <Link className="link" to="/">
              {t('page.to-studio')}
            </Link>
          )}
        </p>
      ) : (
        <>
          <div className="sample" aria-busy={busy}>
            {url ? (
              <img src={url} alt={t('console.placement.sample.alt', { title: artwork.title })} />
            ) : (
              !problem && <ControlStrip label={t('console.loading')} />
            )}
            {problem && <p className="problem">{problem}</p>}
          </div>
          <label className="field sample-choice">
            <span className="cap">{t('console.placement.sample.change')}</span>
            <select value={artwork.id} onChange={(event) => choose(event.target.value)}>
              {artworks.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          </label>
        </>
      )}
    </Section>
  );
}
