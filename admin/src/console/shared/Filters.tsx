import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useListContext } from 'react-admin';
import { Icon } from '../../design/Icon';
import { t } from '../../i18n/translate';

const TYPING_MILLISECONDS = 350;

/** One filter of the list around it; an empty value takes it away. */
function useFilter(name: string): readonly [value: string, set: (value: string) => void] {
  const { filterValues, setFilters } = useListContext();
  const value = (filterValues as Record<string, string | undefined>)[name] ?? '';
  const set = (next: string) => {
    const { [name]: _, ...others } = filterValues as Record<string, unknown>;
    setFilters(next === '' ? others : { ...others, [name]: next }, undefined, false);
  };
  return [value, set];
}

export function SearchFilter({ name, label }: { readonly name: string; readonly label: string }) {
  const [value, set] = useFilter(name);
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed.trim() === value) return undefined;
    const timer = setTimeout(() => set(typed.trim()), TYPING_MILLISECONDS);
    return () => clearTimeout(timer);
  });
  return (
    <label className="search">
      <Icon of={Search} size={16} />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={typed}
        onChange={(e) => setTyped(e.target.value)}
      />
    </label>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly choices: readonly (readonly [value: string, text: string])[];
}

/** Few choices, side by side. */
export function SegmentFilter({ name, label, choices }: ChoiceProps) {
  const [value, set] = useFilter(name);
  return (
    <div className="seg" role="group" aria-label={label}>
      {[['', t('console.all')] as const, ...choices].map(([choice, text]) => (
        <button key={choice} type="button" aria-pressed={choice === value} onClick={() => set(choice)}>
          {text}
        </button>
      ))}
    </div>
  );
}

export function SelectFilter({ name, label, choices }: ChoiceProps) {
  const [value, set] = useFilter(name);
  return (
    <select className="input select" aria-label={label} value={value} onChange={(event) => set(event.target.value)}>
      <option value="">{label}</option>
      {choices.map(([choice, text]) => (
        <option key={choice} value={choice}>
          {text}
        </option>
      ))}
    </select>
  );
}

/** Whose: an account's id, as it stands in the address when one comes from a user's page. */
export function OwnerFilter({ name = 'ownerId' }: { readonly name?: string }) {
  const [value, set] = useFilter(name);
  if (value === '') return null;
  return (
    <button type="button" className="tag run" onClick={() => set('')}>
      {t('console.owner')} …{value.slice(-8)} ×<span className="sr-only">{t('console.filter.remove')}</span>
    </button>
  );
}
