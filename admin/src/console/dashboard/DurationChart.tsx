import type { Schema } from '../../api/client';
import { t } from '../../i18n/translate';
import { count, duration } from '../shared/format';
import { niceTop } from './JobsChart';
import { useChartSize } from './use-chart-size';

type Bucket = Schema['Stats']['buckets'][number];
type Share = 'p50' | 'p95';

const [USUAL_WIDTH, PROPORTION, LEFT, RIGHT, BOTTOM] = [380, 3, 30, 44, 22];

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
  return <Lines lines={lines} top={niceTop(Math.max(4, ...known))} buckets={buckets} label={label} />;
}

interface LinesProps extends DurationChartProps {
  readonly lines: Readonly<Record<Share, readonly number[]>>;
  readonly top: number;
}

function Lines({ lines, top, buckets, label }: LinesProps) {
  const { ref, width, height } = useChartSize(USUAL_WIDTH, PROPORTION);
  const x = (index: number) => LEFT + ((index + 0.5) * (width - LEFT - RIGHT)) / buckets.length;
  const y = (value: number) => (height - BOTTOM) * (1 - value / top) + 6;
  const last = lines.p50.findLastIndex((value) => !Number.isNaN(value));
  return (
    <svg
      ref={ref}
      className="chart"
      viewBox={`0 0 ${width} ${height + 6}`}
      role="img"
      aria-label={describe(buckets[last])}
    >
      {[0, 0.25, 0.5, 0.75, 1].map((share) => (
        <g key={share}>
          <line x1={LEFT} x2={width - RIGHT} y1={y(share * top)} y2={y(share * top)} stroke="var(--line)" />
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
      <text x={LEFT} y={height + 2}>
        {label(buckets[0]!.from)}
      </text>
      <text x={width - RIGHT} y={height + 2} textAnchor="end">
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
