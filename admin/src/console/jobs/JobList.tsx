import { CircleAlert, Pause, PauseCircle, Play, RotateCw } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import { DataTable, FunctionField, ListBase, useGetList, useListContext } from 'react-admin';
import { api, type Schema } from '../../api/client';
import { answerOf } from '../../api/problem';
import { ControlStrip } from '../../design/ControlStrip';
import { Icon } from '../../design/Icon';
import { t } from '../../i18n/translate';
import { PageHead } from '../layout/PageHead';
import { ConfirmButton } from '../shared/ConfirmButton';
import { OwnerFilter, SearchFilter, SegmentFilter, SelectFilter } from '../shared/Filters';
import { count, dateTime, duration, shortId, since } from '../shared/format';
import { ListFrame } from '../shared/ListFrame';
import { TableScroll } from '../shared/TableScroll';
import { Owner } from '../shared/Owner';
import { StatusTag } from '../shared/StatusTag';
import { useAction } from '../shared/use-action';
import { CreatedFilter } from './CreatedFilter';
import { isStuck, kindName, stepName } from './job-words';
import './jobs.css';

type Job = Schema['Job'];
const LIVE_MILLISECONDS = 3000;
const STATES = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;

/** Jobs, the latest first; live while it is looked at. */
export function JobList() {
  const { data: queue } = useQuery({
    queryKey: ['job-counts'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/jobs/counts', { signal })),
    refetchInterval: LIVE_MILLISECONDS,
  });
  return (
    <ListBase
      sort={{ field: 'createdAt', order: 'DESC' }}
      perPage={25}
      storeKey={false}
      queryOptions={{ refetchInterval: LIVE_MILLISECONDS }}
    >
      <PageHead title={t('console.jobs')}>{queue && <QueueActions queue={queue} />}</PageHead>
      <ListFrame
        empty={t('console.jobs.empty')}
        filters={
          <>
            <SegmentFilter
              name="status"
              label={t('console.jobs.status')}
              choices={STATES.map((state) => [state, stateLabel(state, queue)])}
            />
            <SelectFilter
              name="kind"
              label={t('console.jobs.any-kind')}
              choices={(['mapping', 'paper'] as const).map((kind) => [kind, kindName(kind)])}
            />
            <CreatedFilter />
            <SearchFilter name="error" label={t('console.jobs.error')} />
            <OwnerFilter />
          </>
        }
      >
        {queue && <QueueNotices queue={queue} />}
        <JobTable />
      </ListFrame>
    </ListBase>
  );
}

function stateLabel(state: (typeof STATES)[number], queue: Schema['JobCounts'] | undefined): string {
  const name = t(`console.status.${state}`);
  return queue && state !== 'succeeded' ? `${name} ${count(queue.counts[state])}` : name;
}

function QueueActions({ queue }: { readonly queue: Schema['JobCounts'] }) {
  const action = useAction();
  const { filterValues } = useListContext();
  const { kind } = filterValues as { kind?: Job['kind'] };
  const { total: failedOfKind = 0 } = useGetList<Job>(
    'jobs',
    { pagination: { page: 1, perPage: 1 }, filter: { status: 'failed', kind } },
    { enabled: kind !== undefined, refetchInterval: LIVE_MILLISECONDS },
  );
  // As many as will be tried again.
  const failed = kind === undefined ? queue.counts.failed : failedOfKind;
  const toggle = () =>
    queue.paused
      ? action.run(() => answerOf(api.POST('/api/v1/jobs/resume')), t('console.jobs.resumed'))
      : action.run(() => answerOf(api.POST('/api/v1/jobs/pause')), t('console.jobs.paused'));
  return (
    <>
      <ConfirmButton
        disabled={failed === 0}
        label={
          <>
            <Icon of={RotateCw} size={16} />
            {t('console.jobs.retry-all')}
          </>
        }
        title={t('console.jobs.retry-all.title', { smart_count: failed, count: count(failed) })}
        question={<p>{t(kind ? 'console.jobs.retry-all.kind' : 'console.jobs.retry-all.question')}</p>}
        confirm={t('console.jobs.retry-all.confirm')}
        done={t('console.jobs.retry-all.done')}
        work={() => answerOf(api.POST('/api/v1/jobs/retry-failed', { body: kind ? { kind } : {} }))}
      />
      <button type="button" className="btn" disabled={action.busy} onClick={() => void toggle()}>
        <Icon of={queue.paused ? Play : Pause} size={16} />
        {t(queue.paused ? 'console.jobs.resume' : 'console.jobs.pause')}
      </button>
    </>
  );
}

/** What keeps jobs from running. */
function QueueNotices({ queue }: { readonly queue: Schema['JobCounts'] }) {
  const alive = queue.workers.filter((worker) => worker.alive);
  const silent = queue.workers.filter((worker) => !worker.alive);
  return (
    <>
      {queue.paused && (
        <p className="banner warn">
          <Icon of={PauseCircle} />
          {t('console.attention.paused.detail')}
        </p>
      )}
      {alive.length === 0 && (
        <p className="banner bad" role="alert">
          <Icon of={CircleAlert} />
          {t('console.attention.no-worker')}
        </p>
      )}
      {silent.map((worker) => (
        <p key={worker.id} className="banner warn">
          <Icon of={CircleAlert} />
          {t('console.jobs.silent', { worker: worker.id, ago: duration(since(worker.heartbeatAt)) })}
        </p>
      ))}
    </>
  );
}

function JobTable() {
  return (
    <TableScroll label={t('console.jobs')}>
      <DataTable<Job> bulkActionButtons={false} rowClick="show">
        <DataTable.Col label={t('console.jobs.job')} source="id" disableSort>
          <FunctionField<Job> render={({ id }) => <span className="mono job-id">{shortId(id)}</span>} />
        </DataTable.Col>
        <DataTable.Col label={t('console.jobs.status')} source="status">
          <FunctionField<Job> render={(job) => <State job={job} />} />
        </DataTable.Col>
        <DataTable.Col label={t('console.jobs.kind')} source="kind">
          <FunctionField<Job> render={({ kind }) => kindName(kind)} />
        </DataTable.Col>
        <DataTable.Col label={t('console.owner')} disableSort>
          <FunctionField<Job> render={({ ownerId }) => <Owner id={ownerId} />} />
        </DataTable.Col>
        <DataTable.Col label={t('console.created')} source="createdAt">
          <FunctionField<Job> render={({ createdAt }) => dateTime(createdAt)} />
        </DataTable.Col>
        <DataTable.Col label={t('console.jobs.took')} disableSort>
          <FunctionField<Job> render={(job) => <Took job={job} />} />
        </DataTable.Col>
        <DataTable.Col label={t('console.jobs.tried')} disableSort>
          <FunctionField<Job>
            render={({ attemptsUsed, maxAttempts }) => t('console.figure.of', { part: attemptsUsed, all: maxAttempts })}
          />
        </DataTable.Col>
        <DataTable.Col label={t('console.jobs.reason')} disableSort>
          <FunctionField<Job> render={({ error }) => (error ? <span title={error.detail}>{error.detail}</span> : '')} />
        </DataTable.Col>
      </DataTable>
    </TableScroll>
  );
}

function State({ job }: { readonly job: Job }) {
  if (job.status === 'running' && job.progress) {
    return <ControlStrip label={stepName(job.progress.step)} fraction={job.progress.fraction} />;
  }
  return (
    <>
      <StatusTag status={job.status} />
      {isStuck(job) && <span className="tag warn">{t('console.jobs.stuck')}</span>}
    </>
  );
}

function Took({ job }: { readonly job: Job }) {
  if (job.finishedAt && job.startedAt) return duration(Date.parse(job.finishedAt) - Date.parse(job.startedAt));
  return job.startedAt && job.status === 'running' ? duration(since(job.startedAt)) : '–';
}
