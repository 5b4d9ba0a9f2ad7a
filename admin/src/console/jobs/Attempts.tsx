import type { Schema } from '../../api/client';
import { t } from '../../i18n/translate';
import { duration, timeOfDay } from '../shared/format';
import { Section } from '../shared/Section';
import { TableScroll } from '../shared/TableScroll';
import { stepName } from './job-words';

type Attempt = Schema['JobAttempt'];

const lengthOf = (attempt: Attempt) =>
  (attempt.finishedAt ? Date.parse(attempt.finishedAt) : Date.now()) - Date.parse(attempt.startedAt);

/** Every attempt, the latest first, with its time by step; hatched where it stopped. */
export function Attempts({ attempts }: { readonly attempts: readonly Attempt[] }) {
  const longest = Math.max(1, ...attempts.map(lengthOf));
  return (
    <Section title={t('console.jobs.attempts')} aside={t('console.jobs.attempts.legend')}>
      <TableScroll label={t('console.jobs.attempts')}>
        <table className="console-table">
          <thead>
            <tr>
              <th>#</th>
              <th>{t('console.jobs.started')}</th>
              <th>{t('console.jobs.worker')}</th>
              <th>{t('console.jobs.time-by-step')}</th>
              <th className="right">{t('console.jobs.total')}</th>
              <th>{t('console.jobs.ended-with')}</th>
            </tr>
          </thead>
          <tbody>
            {attempts
              .map((attempt, index) => (
                <tr key={attempt.attemptId}>
                  <td>{index + 1}</td>
                  <td>{timeOfDay(attempt.startedAt)}</td>
                  <td className="mono worker-cell">{attempt.worker}</td>
                  <td className="steps-cell">
                    <StepBar attempt={attempt} share={lengthOf(attempt) / longest} />
                  </td>
                  <td className="right">{duration(lengthOf(attempt))}</td>
                  <td className={attempt.error ? 'ended-cell problem' : 'ended-cell'}>{outcome(attempt)}</td>
                </tr>
              ))
              .toReversed()}
          </tbody>
        </table>
      </TableScroll>
    </Section>
  );
}

function outcome({ error, finishedAt }: Attempt): string {
  if (error) return error.detail;
  return t(finishedAt ? 'console.status.succeeded' : 'console.status.running');
}

function StepBar({ attempt, share }: { readonly attempt: Attempt; readonly share: number }) {
  const total = lengthOf(attempt);
  const steps = Object.entries(attempt.timings);
  const known = steps.reduce((sum, [, milliseconds]) => sum + milliseconds, 0);
  const rest = Math.max(0, total - known);
  return (
    <span className="step-bar" style={{ width: `${share * 100}%` }}>
      {steps.map(([step, milliseconds]) => (
        <i key={step} title={`${stepName(step)}, ${duration(milliseconds)}`} style={{ flexGrow: milliseconds }} />
      ))}
      {(rest > 0 || steps.length === 0) && (
        <i className={attempt.error ? 'stopped' : 'rest'} style={{ flexGrow: Math.max(rest, total * 0.02) }} />
      )}
    </span>
  );
}
