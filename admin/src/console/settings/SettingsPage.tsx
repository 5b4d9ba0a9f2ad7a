import { useQuery } from '@tanstack/react-query';
import { api, type Schema } from '../../api/client';
import { answerOf } from '../../api/problem';
import { ControlStrip } from '../../design/ControlStrip';
import { t } from '../../i18n/translate';
import { dependencyName } from '../dashboard/attention';
import { PageHead } from '../layout/PageHead';
import { Facts } from '../shared/Facts';
import { bytes, count, dateTime, duration, since } from '../shared/format';
import { Section } from '../shared/Section';
import { TableScroll } from '../shared/TableScroll';

/** What the configuration says, and how what it names is doing. It is changed where the service is started. */
export function SettingsPage() {
  const settings = useQuery({
    queryKey: ['settings'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/settings', { signal })),
  });
  const stats = useQuery({
    queryKey: ['stats', '1h'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/stats', { params: { query: { window: '1h' } }, signal })),
    refetchInterval: 5000,
  });
  return (
    <>
      <PageHead title={t('console.settings')} note={<span className="cap">{t('console.settings.note')}</span>} />
      <div className="page-body settings">
        {settings.data ? (
          <>
            <Adapters {...settings.data} />
            <Limits {...settings.data.limits} />
          </>
        ) : (
          <ControlStrip label={t('console.loading')} />
        )}
        {stats.data && <Readiness {...stats.data} />}
      </div>
    </>
  );
}

function Adapters({ adapters, version, node, role }: Schema['Settings']) {
  return (
    <Section title={t('console.settings.adapters')}>
      <Facts
        rows={[
          ...Object.entries(adapters).map(([name, adapter]) => [dependencyName(name), adapter] as const),
          [t('console.settings.version'), version],
          ['Node', node],
          [t('console.settings.role'), role],
        ]}
      />
    </Section>
  );
}

function Limits(limits: Schema['Settings']['limits']) {
  return (
    <Section title={t('console.settings.limits')}>
      <Facts
        rows={[
          [t('console.settings.upload'), `${bytes(limits.uploadBytes)}, ${count(limits.pixels / 1_000_000)} MP`],
          [t('console.settings.user'), bytes(limits.userBytes)],
          [t('console.settings.requests'), count(limits.requestsPerMinute)],
          [t('console.settings.sign-ins'), count(limits.signInsPerMinute)],
          [t('console.settings.concurrency'), limits.jobConcurrency],
          [t('console.settings.attempts'), limits.jobAttempts],
          [t('console.settings.deadline'), duration(limits.jobDeadlineMilliseconds)],
          [t('console.settings.engine'), `${limits.engineThreads} × ${bytes(limits.engineBytes)}`],
          [t('console.settings.access'), duration(limits.accessTokenSeconds * 1000)],
          [t('console.settings.refresh'), duration(limits.refreshTokenSeconds * 1000)],
          [t('console.settings.urls'), duration(limits.signedUrlSeconds * 1000)],
          [t('console.settings.ai'), duration(limits.aiBudgetMilliseconds)],
        ]}
      />
    </Section>
  );
}

function Readiness({ readiness, queue }: Schema['Stats']) {
  return (
    <>
      <Section title={t('console.settings.readiness')}>
        <Facts
          rows={Object.entries(readiness.dependencies).map(([name, { status, message, milliseconds }]) => [
            dependencyName(name),
            `${t(`console.dependency.${status}`)}${message ? `. ${message}` : ''}${milliseconds === undefined ? '' : `, ${duration(milliseconds)}`}`,
          ])}
        />
      </Section>
      <div className="settings-workers">
        <Section title={t('console.settings.workers')}>
          {queue.workers.length === 0 ? (
            <p className="cap">{t('console.attention.no-worker')}</p>
          ) : (
            <TableScroll label={t('console.settings.workers')}>
              <table className="console-table">
                <thead>
                  <tr>
                    <th>{t('console.jobs.worker')}</th>
                    <th>{t('console.users.status')}</th>
                    <th className="right">{t('console.status.running')}</th>
                    <th>{t('console.settings.heard')}</th>
                    <th>{t('console.jobs.started')}</th>
                  </tr>
                </thead>
                <tbody>
                  {queue.workers.map((worker) => (
                    <tr key={worker.id}>
                      <td className="mono">{worker.id}</td>
                      <td>
                        <span className={worker.alive ? 'tag ok' : 'tag bad'}>
                          {t(worker.alive ? 'console.settings.alive' : 'console.settings.silent')}
                        </span>
                      </td>
                      <td className="right">
                        {t('console.figure.of', { part: worker.running, all: worker.concurrency })}
                      </td>
                      <td>{t('console.ago', { time: duration(since(worker.heartbeatAt)) })}</td>
                      <td>{dateTime(worker.startedAt)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableScroll>
          )}
        </Section>
      </div>
    </>
  );
}
