import { Check, TriangleAlert } from 'lucide-react';
import { Icon } from '../../design/Icon';
import { t } from '../../i18n/translate';
import { percent } from '../shared/format';
import { Section } from '../shared/Section';
import type { QuadChecks } from './quad-checks';

/** Below this, a top edge passes for level. */
const LEVEL_DEGREES = 0.5;
const SMALL_COVERAGE = 0.2;

interface ChecksProps extends QuadChecks {
  /** What keeps art from being printed on the sheet, where its corners do not. */
  readonly problem: string | null;
}

/** Whether the corners can be saved, and what looks unintended; said while they move. */
export function Checks({ convex, dented, coverage, lean, problem }: ChecksProps) {
  const corners = dented.map((corner) => corner + 1).join(', ');
  const list: readonly (readonly [good: boolean, text: string])[] = [
    [convex, convex ? t('console.placement.convex') : t('console.placement.dented', { corners: corners || '1–4' })],
    ...(convex && problem !== null ? [[false, problem] as const] : []),
    [coverage >= SMALL_COVERAGE, t('console.placement.coverage', { share: percent(coverage) })],
    [
      Math.abs(lean) < LEVEL_DEGREES,
      Math.abs(lean) < LEVEL_DEGREES
        ? t('console.placement.level')
        : t('console.placement.leans', { degrees: Math.abs(lean).toFixed(1) }),
    ],
  ];
  return (
    <Section title={t('console.placement.checks')}>
      <ul className="checks" aria-live="polite">
        {list.map(([good, text], index) => (
          <li key={text} className={good ? 'good' : index === 0 || text === problem ? 'bad' : 'warn'}>
            <Icon of={good ? Check : TriangleAlert} size={16} />
            {text}
          </li>
        ))}
      </ul>
    </Section>
  );
}
