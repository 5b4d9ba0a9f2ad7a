import { Check, X } from 'lucide-react';
import { Icon } from '../../design/Icon';
import { t } from '../../i18n/translate';
import { duration } from '../shared/format';
import { Section } from '../shared/Section';
import { stepName } from './job-words';

interface StepsProps {
  /** Milliseconds by step, in the order in which they ran. */
  readonly timings: Readonly<Record<string, number>>;
  readonly failed: boolean;
}

/** The steps of the last attempt, each as long as it took. */
export function Steps({ timings, failed }: StepsProps) {
  const steps = Object.entries(timings);
  const longest = Math.max(1, ...steps.map(([, milliseconds]) => milliseconds));
  return (
    <Section title={t('console.jobs.steps')}>
      <ol className="steps">
        {steps.map(([step, milliseconds], index) => {
          const stopped = failed && index === steps.length - 1;
          return (
            <li key={step} className={stopped ? 'stopped' : undefined}>
              <Icon of={stopped ? X : Check} size={16} />
              <span>{stepName(step)}</span>
              <span className="track">
                <i style={{ width: `${(milliseconds / longest) * 100}%` }} />
              </span>
              <span className="num">{duration(milliseconds)}</span>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
