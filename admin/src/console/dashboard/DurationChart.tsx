import type { Schema } from '../../api/client';
import { t } from '../../i18n/translate';
import { count, duration } from '../shared/format';
import { niceTop } from './JobsChart';

type Bucket = Schema['Stats']['buckets'][number];
type Share = 'p50' | 'p95';

const [WIDTH, HEIGHT, LEFT, RIGHT, BOTTOM] = [380, 250, 30, 44, 22];

interface DurationChartProps {
  readonly buckets: readonly Bucket[];
  readonly label: (time: string) => string;
}

/** Seconds a mapping takes, over time; both lines bear their names. */
export function DurationChart({ buckets, label }: DurationChartProps) {
  const seconds = (share: Share) => buckets.map(({ durations }) => (durations[share] ?? Number.NaN) / 1000);
  const lines = { p95: seconds('p95'), p50: seconds('p50') };
  const known = [...lines.p95, ...lines.p50].filter((value) => !Number.isNaN(value));
  if (known.length === 0) return <p className="cap chart-empty">{t('console.chart.no-durations')}</p>;
  const top = niceTop(Math.max(4, ...known));
  const x = (index: number) => LEFT + ((index + 0.5) * (WIDTH - LEFT - RIGHT)) / buckets.length;
  const y = (value: number) => (HEIGHT - BOTTOM) * (1 - value / top) + 6;
  const last = lines.p50.findLastIndex((value) => !Number.isNaN(value));
  return (
    <svg className="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT + 6}`} role="img" aria-label={describe(buckets[last])}>
      {[0, 0.25, 0.5, 0.75, 1].map((share) => (
        <g key={share}>
          <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(share * top)} y2={y(share * top)} stroke="var(--line)" />
          <text x={LEFT - 8} y={y(share * top) + 4} textAnchor="end">
            {count(share * top)}
          </text>
        </g>
      ))}
      {(['p95', 'p50'] as const).map((share) => (
        <g key={share}>
          <path
            d={path(lines[share], x, y)}
            fill="none"
            stroke="var(--ink)"
            strokeWidth="1.6"
            strokeDasharray={share === 'p95' ? '4 3' : undefined}
          />
          <circle cx={x(last)} cy={y(lines[share][last]!)} r="3.5" fill="var(--ink)" />
          <text className="line-name" x={x(last) + 8} y={y(lines[share][last]!) + (share === 'p95' ? -3 : 12)}>
            {share}
          </text>
        </g>
      ))}
      <text x={LEFT} y={HEIGHT + 2}>
        {label(buckets[0]!.from)}
      </text>
      <text x={WIDTH - RIGHT} y={HEIGHT + 2} textAnchor="end">
        {t('console.now')}
      </text>
    </svg>
  );
}

function describe(bucket: Bucket | undefined): string {
  const { p50 = 0, p95 = 0 } = bucket?.durations ?? {};
  return t('console.chart.durations', { p50: duration(p50), p95: duration(p95) });
}

/** A line through the points that are known; where there is none, it is drawn on to the next. */
function path(values: readonly number[], x: (index: number) => number, y: (value: number) => number): string {
  const points = values.flatMap((value, index) => (Number.isNaN(value) ? [] : [`${x(index)} ${y(value)}`]));
  return points.length === 0 ? '' : `M${points.join('L')}`;
}
