import type { Schema } from '../../api/client';
import { t } from '../../i18n/translate';
import { count } from '../shared/format';
import { useChartSize } from './use-chart-size';

type Bucket = Schema['Stats']['buckets'][number];

const SERIES = ['succeeded', 'failed', 'running', 'queued'] as const;
/** Twice as wide as the chart beside it, and as high. */
const [USUAL_WIDTH, PROPORTION, LEFT, BOTTOM] = [720, 6, 36, 22];

interface JobsChartProps {
  readonly buckets: readonly Bucket[];
  readonly label: (time: string) => string;
}

/** Jobs by state over time, as stacked bars; the same figures stand in a table for those who cannot see it. */
export function JobsChart({ buckets, label }: JobsChartProps) {
  const { ref, width, height } = useChartSize(USUAL_WIDTH, PROPORTION);
  const totals = buckets.map((bucket) => SERIES.reduce((sum, name) => sum + bucket[name], 0));
  const top = niceTop(Math.max(4, ...totals));
  const step = (width - LEFT) / buckets.length;
  const y = (value: number) => (height - BOTTOM) * (1 - value / top) + 6;
  return (
    <figure tabIndex={0} aria-label={t('console.chart.jobs')}>
      <svg ref={ref} className="chart" viewBox={`0 0 ${width} ${height + 6}`} aria-hidden="true">
        <Hatch />
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <g key={share}>
            <line x1={LEFT} x2={width} y1={y(share * top)} y2={y(share * top)} stroke="var(--line)" />
            <text x={LEFT - 8} y={y(share * top) + 4} textAnchor="end">
              {count(share * top)}
            </text>
          </g>
        ))}
        {buckets.map((bucket, index) => {
          let base = 0;
          return SERIES.map((name) => {
            const from = base;
            base += bucket[name];
            if (bucket[name] === 0) return null;
            const [above, below] = [y(base), y(from)];
            return (
              <rect
                key={`${bucket.from}-${name}`}
                className={name}
                x={LEFT + index * step + step * 0.08}
                width={step * 0.84}
                y={above}
                height={Math.max(1, below - above - 1)}
              />
            );
          });
        })}
        {labelled(buckets).map((index) => (
          <text key={index} x={LEFT + (index + 0.5) * step} y={height + 2} textAnchor="middle">
            {index === buckets.length - 1 ? t('console.now') : label(buckets[index]!.from)}
          </text>
        ))}
      </svg>
      <table className="sr-only">
        <caption>{t('console.chart.jobs')}</caption>
        <thead>
          <tr>
            <th>{t('console.chart.from')}</th>
            {SERIES.map((name) => (
              <th key={name}>{t(`console.chart.${name}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {buckets.map((bucket) => (
            <tr key={bucket.from}>
              <th>{label(bucket.from)}</th>
              {SERIES.map((name) => (
                <td key={name}>{bucket[name]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

export function JobsLegend() {
  return (
    <span className="legend" aria-hidden="true">
      {SERIES.map((name) => (
        <span key={name}>
          <svg width="11" height="11">
            <Hatch />
            <rect className={name} width="11" height="11" />
          </svg>
          {t(`console.chart.${name}`)}
        </span>
      ))}
    </span>
  );
}

/** Waiting is hatched, so that the colours need not be told apart. */
function Hatch() {
  return (
    <defs>
      <pattern id="waiting" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="2" height="5" fill="var(--wait)" />
      </pattern>
      <pattern id="fallback" width="5" height="5" patternUnits="userSpaceOnUse">
        <circle cx="2.5" cy="2.5" r="1.55" fill="var(--warn)" />
      </pattern>
    </defs>
  );
}

/** Four to five times along the axis, and the last. */
function labelled(buckets: readonly unknown[]): number[] {
  const every = Math.max(1, Math.round(buckets.length / 4));
  const last = buckets.length - 1;
  return buckets
    .map((_, index) => index)
    .filter((index) => index === last || (index % every === 0 && last - index > every / 2));
}

/** The next of 4, 8, 12, 20, 40, … above a value, so that its quarters are whole. */
export function niceTop(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 4, 6, 8, 10].find((candidate) => candidate * unit >= value) ?? 10;
  return Math.ceil((factor * unit) / 4) * 4;
}
