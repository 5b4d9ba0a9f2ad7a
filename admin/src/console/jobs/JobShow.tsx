import { Copy, RotateCw } from 'lucide-react';
import { useGetOne } from 'react-admin';
import { useParams } from 'react-router';
import { api, type Schema } from '../../api/client';
import { answerOf } from '../../api/problem';
import { ControlStrip } from '../../design/ControlStrip';
import { copyText } from '../../design/copy-text';
import { Icon } from '../../design/Icon';
import { t } from '../../i18n/translate';
import { PageHead } from '../layout/PageHead';
import { AwaitedRecord } from '../shared/AwaitedRecord';
import { ConfirmButton } from '../shared/ConfirmButton';
import { Facts } from '../shared/Facts';
import { dateTime, duration, shortId } from '../shared/format';
import { Owner } from '../shared/Owner';
import { Section } from '../shared/Section';
import { StatusTag } from '../shared/StatusTag';
import { useAction } from '../shared/use-action';
import { Attempts } from './Attempts';
import { isStuck, kindName, stepName } from './job-words';
import { JobSubject } from './JobSubject';
import { RelatedFailures } from './RelatedFailures';
import { Steps } from './Steps';
import './jobs.css';

type Job = Schema['Job'];
const LIVE_MILLISECONDS = 1500;
const ended = (job: Job | undefined) => job !== undefined && !['queued', 'running'].includes(job.status);

export function JobShow() {
  const { id = '' } = useParams();
  const { data: job, error } = useGetOne<Job>(
    'jobs',
    { id },
    { refetchInterval: ({ state }) => (ended(state.data) ? false : LIVE_MILLISECONDS) },
  );
  const path = [{ to: '/console/jobs', text: t('console.jobs') }];
  if (error) return <AwaitedRecord title={shortId(id)} path={path} mono error={error} />;
  return (
    <>
      <PageHead title={shortId(id)} path={path} mono note={job && <StatusTag status={job.status} />}>
        {job && <JobActions job={job} />}
      </PageHead>
      {job ? (
        <JobDetails job={job} />
      ) : (
        <div className="page-body">
          <ControlStrip label={t('console.loading')} />
        </div>
      )}
    </>
  );
}

function JobActions({ job }: { readonly job: Job }) {
  const action = useAction();
  const text = () => JSON.stringify(job, null, 2);
  return (
    <>
      <button
        type="button"
        className="btn bare"
        onClick={() => void action.run(() => copyText(text()), t('console.jobs.copied'))}
      >
        <Icon of={Copy} size={16} />
        {t('console.jobs.copy')}
      </button>
      {!ended(job) && (
        <ConfirmButton
          label={t('console.jobs.cancel')}
          title={t('console.jobs.cancel.title')}
          question={<p>{t('console.jobs.cancel.question')}</p>}
          confirm={t('console.jobs.cancel')}
          done={t('console.jobs.cancelled')}
          disabled={job.cancelRequested}
          work={() => answerOf(api.POST('/api/v1/jobs/{id}/cancel', { params: { path: { id: job.id } } }))}
        />
      )}
    </>
  );
}

function JobDetails({ job }: { readonly job: Job }) {
  const last = job.attempts.at(-1);
  return (
    <div className="two-columns">
      <div className="page-body stack">
        {job.error && <Failure job={job} />}
        {job.status === 'running' && job.progress && (
          <Section title={t('console.jobs.progress')}>
            <ControlStrip label={stepName(job.progress.step)} fraction={job.progress.fraction} />
          </Section>
        )}
        {job.status === 'queued' && (
          <p className="banner warn">
            {t(isStuck(job) ? 'console.jobs.stuck.detail' : 'console.jobs.position', {
              position: job.queuePosition ?? '–',
            })}
          </p>
        )}
        {job.attempts.length > 0 && <Attempts attempts={job.attempts} />}
        {last && Object.keys(job.timings).length > 0 && (
          <Steps timings={job.timings} failed={job.status === 'failed'} />
        )}
        {job.status === 'failed' && job.error && <RelatedFailures job={job} />}
      </div>
      <aside>
        <JobSubject job={job} />
        <Facts
          rows={[
            [t('console.jobs.kind'), kindName(job.kind)],
            [t('console.owner'), <Owner key="owner" id={job.ownerId} />],
            [t('console.created'), dateTime(job.createdAt)],
            [t('console.jobs.waited'), job.startedAt && duration(Date.parse(job.startedAt) - Date.parse(job.queuedAt))],
            [t('console.jobs.tried'), t('console.figure.of', { part: job.attemptsUsed, all: job.maxAttempts })],
            [t('console.jobs.priority'), job.priority],
            [
              t('console.id'),
              <span key="id" className="mono">
                {job.id}
              </span>,
            ],
          ]}
        />
      </aside>
    </div>
  );
}

function Failure({ job }: { readonly job: Job }) {
  const action = useAction();
  const { code, detail, cause } = job.error!;
  const retry = () =>
    action.run(
      () => answerOf(api.POST('/api/v1/jobs/{id}/retry', { params: { path: { id: job.id } } })),
      t('console.jobs.retried'),
    );
  return (
    <section className="failure" aria-label={t('console.jobs.reason')}>
      <h2>{detail}</h2>
      <p className="failure-code">
        <span className="mono">{code}</span>
        {t('console.jobs.tried-times', { smart_count: job.attempts.length })}
      </p>
      {cause && <p className="mono">{cause}</p>}
      {ended(job) && (
        <button type="button" className="btn ink" disabled={action.busy} onClick={() => void retry()}>
          <Icon of={RotateCw} size={16} />
          {t('console.jobs.retry')}
        </button>
      )}
    </section>
  );
}
