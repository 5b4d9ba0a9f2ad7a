import { CircleAlert, FileX, HardDrive, PauseCircle, Server, Sparkles, TriangleAlert } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { api, type Schema } from '../../api/client';
import { answerOf } from '../../api/problem';
import { ControlStrip } from '../../design/ControlStrip';
import { Icon } from '../../design/Icon';
import { t } from '../../i18n/translate';
import { PageHead } from '../layout/PageHead';
import { bytes, count, duration, since } from '../shared/format';
import { Section } from '../shared/Section';
import { AiShare } from './AiShare';
import { type Attention, attentionsOf, dependencyName } from './attention';
import { DurationChart } from './DurationChart';
import { JobsChart, JobsLegend } from './JobsChart';
import './dashboard.css';

type Stats = Schema['Stats'];
const WINDOWS = ['1h', '24h', '7d'] as const;
const LIVE_MILLISECONDS = 5000;

/** How the service is doing: what needs a person first, figures after it. Live while it is looked at. */
export function Dashboard() {
  const [window, setWindow] = useState<Stats['window']>('24h');
  const { data, error, refetch } = useQuery({
    queryKey: ['stats', window],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/stats', { params: { query: { window } }, signal })),
    refetchInterval: LIVE_MILLISECONDS,
    placeholderData: (previous) => previous,
  });
  return (
    <>
      <PageHead title={t('console.dashboard')} note={data && <Age at={data.at} />}>
        <div className="seg" role="group" aria-label={t('console.window')}>
          {WINDOWS.map((name) => (
            <button key={name} type="button" aria-pressed={name === window} onClick={() => setWindow(name)}>
              {t(`console.window.${name}`)}
            </button>
          ))}
        </div>
      </PageHead>
      <div className="page-body dashboard">
        {error && (
          <p className="banner bad" role="alert">
            {error.message}
            <button type="button" className="btn sm" onClick={() => void refetch()}>
              {t('action.retry')}
            </button>
          </p>
        )}
        {data ? <Overview stats={data} /> : !error && <ControlStrip label={t('console.loading')} />}
      </div>
    </>
  );
}

function Age({ at }: { readonly at: string }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return <span className="cap">{t('console.updated', { ago: duration(Math.max(1000, since(at))) })}</span>;
}

function Overview({ stats }: { readonly stats: Stats }) {
  const label = (time: string) =>
    stats.window === '7d'
      ? new Date(time).toLocaleDateString('en', { weekday: 'short', day: 'numeric' })
      : new Date(time).toLocaleTimeString('en', { hour: '2-digit', minute: '2-digit', hour12: false });
  return (
    <>
      <Section title={t('console.attention')} className="attention">
        <Attentions list={attentionsOf(stats)} />
      </Section>
      <Section title={t('console.dependencies')} className="dependencies">
        <Dependencies readiness={stats.readiness} />
      </Section>
      <Figures stats={stats} />
      <Section title={t('console.chart.jobs')} aside={<JobsLegend />} className="wide-chart">
        <JobsChart buckets={stats.buckets} label={label} />
      </Section>
      <Section title={t('console.chart.duration')} className="narrow-chart">
        <DurationChart buckets={stats.buckets} label={label} />
      </Section>
      <AiShare ai={stats.ai} />
      <StorageUse storage={stats.storage} />
    </>
  );
}

const ICONS = { workers: CircleAlert, queue: PauseCircle, jobs: FileX, dependency: Server, ai: Sparkles };

function Attentions({ list }: { readonly list: readonly Attention[] }) {
  if (list.length === 0) {
    return (
      <p className="all-well">
        <Icon of={Check} /> {t('console.attention.none')}
      </p>
    );
  }
  return (
    <ol aria-live="polite">
      {list.map(({ kind, about, title, detail, action }, index) => (
        <li key={title}>
          <span className={`glyph ${kind}`}>
            <Icon of={ICONS[about]} />
          </span>
          <div>
            <b>{title}</b>
            <p>{detail}</p>
          </div>
          <Link className={index === 0 ? 'btn ink' : 'btn'} to={action.to}>
            {action.label}
          </Link>
        </li>
      ))}
    </ol>
  );
}

function Dependencies({ readiness }: { readonly readiness: Schema['Readiness'] }) {
  return (
    <ul>
      {Object.entries(readiness.dependencies).map(([name, { status, milliseconds, message }]) => (
        <li key={name}>
          <span>{dependencyName(name)}</span>
          <span className="cap num">{milliseconds === undefined ? message : duration(milliseconds)}</span>
          <span className={`tag ${{ up: 'ok', degraded: 'warn', down: 'bad' }[status]}`}>
            <Icon of={status === 'up' ? Check : TriangleAlert} size={13} />
            {t(`console.dependency.${status}`)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Figures({ stats }: { readonly stats: Stats }) {
  const { queue, durations, rendersPerMinute } = stats;
  const alive = queue.workers.filter((worker) => worker.alive).length;
  const { p50, p95 } = durations;
  const figures: readonly (readonly [name: string, value: string, note: string, kind?: string])[] = [
    [
      t('console.figure.oldest'),
      queue.oldestQueuedAt
        ? duration(Date.parse(stats.at) - Date.parse(queue.oldestQueuedAt))
        : t('console.figure.none'),
      t('console.figure.waiting', { count: count(queue.counts.queued) }),
    ],
    [
      t('console.figure.running'),
      count(queue.counts.running),
      t('console.figure.rate', { rate: count(rendersPerMinute) }),
    ],
    [
      t('console.figure.workers'),
      t('console.figure.of', { part: alive, all: queue.workers.length }),
      alive === 0 ? t('console.attention.no-worker') : t('console.figure.workers.note'),
      alive < queue.workers.length || alive === 0 ? 'bad' : undefined,
    ],
    [t('console.figure.p50'), p50 === undefined ? '–' : duration(p50), t('console.figure.mappings')],
    [t('console.figure.p95'), p95 === undefined ? '–' : duration(p95), t('console.figure.mappings')],
  ];
  return (
    <dl className="figures">
      {figures.map(([name, value, note, kind]) => (
        <div key={name} className={kind}>
          <dt className="cap">{name}</dt>
          <dd>
            <b>{value}</b>
            <span className="cap">{note}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function StorageUse({ storage }: { readonly storage: Schema['StorageUse'] }) {
  return (
    <section className="ai-share" aria-label={t('console.storage')}>
      <div>
        <h2>{t('console.storage')}</h2>
        <span className="cap">{bytes(storage.artworks + storage.baseImages + storage.results)}</span>
      </div>
      <p className="cap storage">
        <Icon of={HardDrive} size={16} />
        <b>{bytes(storage.artworks)}</b> {t('console.storage.artworks')}, <b>{bytes(storage.baseImages)}</b>{' '}
        {t('console.storage.papers')}, <b>{bytes(storage.results)}</b> {t('console.storage.results')}
      </p>
    </section>
  );
}
