import { useListContext } from 'react-admin';
import { t } from '../../i18n/translate';

const HOURS = { hour: 1, day: 24, week: 168 } as const;
type Age = keyof typeof HOURS;

/** Jobs of the last hour, day or week. */
export function CreatedFilter() {
  const { filterValues, setFilters } = useListContext();
  const { createdFrom, ...others } = filterValues as { createdFrom?: string };
  const hours = createdFrom ? Math.round((Date.now() - Date.parse(createdFrom)) / 3_600_000) : undefined;
  const chosen = (Object.keys(HOURS) as Age[]).find((age) => hours !== undefined && hours <= HOURS[age]) ?? '';
  function choose(age: string) {
    const from = age in HOURS ? new Date(Date.now() - HOURS[age as Age] * 3_600_000).toISOString() : undefined;
    setFilters(from ? { ...others, createdFrom: from } : others, undefined, false);
  }
  return (
    <select
      className="input select"
      aria-label={t('console.created')}
      value={chosen}
      onChange={(event) => choose(event.target.value)}
    >
      <option value="">{t('console.jobs.any-time')}</option>
      {(Object.keys(HOURS) as Age[]).map((age) => (
        <option key={age} value={age}>
          {t(`console.jobs.last-${age}`)}
        </option>
      ))}
    </select>
  );
}
