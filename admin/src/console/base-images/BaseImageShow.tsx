import { Frame, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useGetList, useGetOne, useRedirect } from 'react-admin';
import { Link, useParams } from 'react-router';
import { api, type Schema } from '../../api/client';
import { answerOf } from '../../api/problem';
import { ControlStrip } from '../../design/ControlStrip';
import { Icon } from '../../design/Icon';
import { t } from '../../i18n/translate';
import { stepName } from '../jobs/job-words';
import { PageHead } from '../layout/PageHead';
import { AwaitedRecord } from '../shared/AwaitedRecord';
import { ConfirmButton } from '../shared/ConfirmButton';
import { Facts } from '../shared/Facts';
import { count, dateTime, duration, percent, size } from '../shared/format';
import { Owner } from '../shared/Owner';
import { Section } from '../shared/Section';
import { BaseImageStateTag } from './BaseImageStateTag';
import { BaseImageTags } from './BaseImageTags';
import { EditPaper } from './EditPaper';
import { LightMark } from './LightMark';
import { type PaperView, PictureOrRelief } from './PictureOrRelief';
import './base-images.css';

type BaseImage = Schema['BaseImage'];
const LIVE_MILLISECONDS = 1500;

export function BaseImageShow() {
  const { id = '' } = useParams();
  const { data: image, error } = useGetOne<BaseImage>(
    'base-images',
    { id },
    { refetchInterval: ({ state }) => (state.data?.state === 'preparing' ? LIVE_MILLISECONDS : false) },
  );
  const used = useGetList<Schema['Mapping']>('mappings', {
    pagination: { page: 1, perPage: 8 },
    sort: { field: 'createdAt', order: 'DESC' },
    filter: { baseImageId: id, ownerId: 'any' },
  });
  const path = [{ to: '/console/base-images', text: t('console.base-images') }];
  if (!image) return <AwaitedRecord path={path} error={error} />;
  return (
    <>
      <PageHead title={image.name} path={path} note={<BaseImageStateTag image={image} />}>
        <DeletePaper image={image} used={used.total ?? 0} />
        {image.state === 'ready' && (
          <Link className="btn ink" to={`/console/base-images/${id}/placement`}>
            <Icon of={Frame} size={16} />
            {t('console.papers.placement')}
          </Link>
        )}
      </PageHead>
      <div className="two-columns">
        <div>
          {image.state === 'preparing' && image.jobId && <Preparing jobId={image.jobId} />}
          {image.failure && (
            <p className="banner bad page-body" role="alert">
              {image.failure.detail} <span className="mono">{image.failure.code}</span>
            </p>
          )}
          {image.contentUrl && <Pictures image={image} />}
          <div className="page-body">
            <Section
              title={t('console.papers.used')}
              aside={
                used.total
                  ? t('console.papers.used.count', { smart_count: used.total, count: count(used.total) })
                  : t('console.none-yet')
              }
            >
              <ul className="strip">
                {used.data?.map((mapping) => (
                  <li key={mapping.id}>
                    <Link to={`/console/mappings/${mapping.id}/show`}>
                      {mapping.result ? (
                        <img
                          src={mapping.result.thumbnailUrl ?? mapping.result.url}
                          alt={t('console.mappings.result')}
                          loading="lazy"
                        />
                      ) : (
                        <span className="tag">{t(`console.status.${mapping.status}`)}</span>
                      )}
                    </Link>
                  </li>
                ))}
              </ul>
            </Section>
          </div>
        </div>
        <aside>
          <EditPaper key={JSON.stringify([image.name, image.tags, image.enabled, image.default])} image={image} />
          <About image={image} />
        </aside>
      </div>
    </>
  );
}

function Pictures({ image }: { readonly image: BaseImage }) {
  const [view, setView] = useState<PaperView>('picture');
  const shown = view === 'relief' && image.reliefUrl ? image.reliefUrl : image.contentUrl;
  return (
    <div className="paper-stage">
      <PictureOrRelief image={image} view={view} onChange={setView} />
      <div className="sheet">
        <img
          src={shown}
          alt={t(`console.papers.alt-${view}`, { name: image.name })}
          width={image.width}
          height={image.height}
        />
        {image.analysis.light && <LightMark light={image.analysis.light} />}
      </div>
    </div>
  );
}

function Preparing({ jobId }: { readonly jobId: string }) {
  const { data: job } = useGetOne<Schema['Job']>('jobs', { id: jobId }, { refetchInterval: LIVE_MILLISECONDS });
  return (
    <div className="page-body" aria-live="polite">
      <ControlStrip
        label={job?.progress ? stepName(job.progress.step) : t('console.papers.waiting')}
        fraction={job?.progress?.fraction ?? 0}
      />
      <Link className="link" to={`/console/jobs/${jobId}/show`}>
        {t('console.papers.open-job')}
      </Link>
    </div>
  );
}

function DeletePaper({ image, used }: { readonly image: BaseImage; readonly used: number }) {
  const redirect = useRedirect();
  return (
    <ConfirmButton
      className="btn bare"
      label={
        <>
          <Icon of={Trash2} size={16} />
          {t('action.delete')}
        </>
      }
      title={t('console.papers.delete', { name: image.name })}
      question={
        <>
          <p>{t('console.papers.delete.question', { smart_count: used, count: count(used) })}</p>
          {image.default && <p>{t('console.papers.delete.default')}</p>}
        </>
      }
      confirm={t('action.delete')}
      done={t('console.papers.deleted')}
      work={() => answerOf(api.DELETE('/api/v1/base-images/{id}', { params: { path: { id: image.id } } }))}
      after={() => redirect('list', 'base-images')}
    />
  );
}

function About({ image }: { readonly image: BaseImage }) {
  const { provenance, analysis } = image;
  const { light, confidence } = analysis;
  return (
    <Section title={t('console.papers.provenance')}>
      <Facts
        rows={[
          [t('console.papers.source'), t(`console.papers.${image.source}`)],
          [t('console.papers.tags'), image.tags.length > 0 && <BaseImageTags key="tags" tags={image.tags} />],
          [t('console.owner'), <Owner key="owner" id={image.ownerId} />],
          [t('console.created'), dateTime(image.createdAt)],
          [t('console.papers.size'), size(image)],
          [
            t('console.papers.light'),
            light &&
              t('console.papers.light.value', {
                azimuth: Math.round(light.azimuth),
                elevation: Math.round(light.elevation),
              }),
          ],
          [t('console.papers.confidence'), confidence !== undefined && percent(confidence)],
          [t('console.papers.style'), provenance.style],
          [t('console.papers.prompt'), provenance.prompt],
          [t('console.papers.seed'), provenance.seed],
          [
            t('console.papers.generator'),
            [provenance.generator, provenance.generatorVersion].filter(Boolean).join(' '),
          ],
          [t('console.papers.space'), provenance.space],
          [t('console.papers.made-in'), provenance.milliseconds !== undefined && duration(provenance.milliseconds)],
          [t('console.papers.ai-reason'), provenance.ai?.reason],
          [
            t('console.id'),
            <span key="id" className="mono">
              {image.id}
            </span>,
          ],
        ].map(([name, value]) => [name as string, value === false ? undefined : value] as const)}
      />
    </Section>
  );
}
