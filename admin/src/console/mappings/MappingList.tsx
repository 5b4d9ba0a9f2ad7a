import { ListBase } from 'react-admin';
import { PRESETS } from '../../../../src/engine/core/presets/index';
import type { Schema } from '../../api/client';
import { ControlStrip } from '../../design/ControlStrip';
import { t } from '../../i18n/translate';
import { stepName } from '../jobs/job-words';
import { PageHead } from '../layout/PageHead';
import { OwnerFilter, SegmentFilter } from '../shared/Filters';
import { dateTime } from '../shared/format';
import { ListFrame } from '../shared/ListFrame';
import { Owner } from '../shared/Owner';
import { PictureGallery } from '../shared/PictureGallery';
import { StatusTag } from '../shared/StatusTag';

type Mapping = Schema['Mapping'];
const STATES = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
const LIVE_MILLISECONDS = 4000;

/** Everybody's mappings, or those of one account, artwork or paper. */
export function MappingList() {
  return (
    <ListBase<Mapping>
      sort={{ field: 'createdAt', order: 'DESC' }}
      perPage={25}
      storeKey={false}
      queryOptions={{ refetchInterval: LIVE_MILLISECONDS }}
    >
      <PageHead title={t('console.mappings')} />
      <ListFrame
        empty={t('console.mappings.empty')}
        filters={
          <>
            <SegmentFilter
              name="status"
              label={t('console.jobs.status')}
              choices={STATES.map((state) => [state, t(`console.status.${state}`)])}
            />
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
    <PictureGallery<Mapping>
      resource="mappings"
      pictureOf={({ preset, createdAt, result }) => ({
        label: t('console.mappings.of', { preset: PRESETS[preset].title, time: dateTime(createdAt) }),
        src: result?.thumbnailUrl ?? result?.url,
      })}
    >
      {(mapping) => (
        <>
          <p className="caption">
            <span>{PRESETS[mapping.preset].title}</span>
            <StatusTag status={mapping.status} />
          </p>
          {mapping.status === 'running' && mapping.progress && (
            <ControlStrip label={stepName(mapping.progress.step)} fraction={mapping.progress.fraction} />
          )}
          {mapping.error && <p className="problem">{mapping.error.detail}</p>}
          <p className="cap">
            {dateTime(mapping.createdAt)}. <Owner id={mapping.ownerId} />
          </p>
        </>
      )}
    </PictureGallery>
  );
}
