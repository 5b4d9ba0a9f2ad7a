import { useState } from 'react';
import { type Field, settle } from '../edit/fields';

interface NumberFieldProps {
  readonly field: Field;
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** A number typed by hand: taken on Enter or when left; arrows step it. */
export function NumberField({ field, label, value, onChange }: NumberFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const take = (text: string) => {
    setTyped(null);
    const number = Number(
      text
        .replace('−', '-')
        .replace(',', '.')
        .replace(/[%°\s]/g, ''),
    );
    if (text.trim() !== '' && Number.isFinite(number)) onChange(settle(field, number));
  };
  return (
    <span className="number num">
      <input
        inputMode="decimal"
        aria-label={label}
        value={typed ?? shown(field, value)}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => typed !== null && take(typed)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take(event.currentTarget.value);
          if (event.key === 'Escape') setTyped(null);
          const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
          if (direction === 0) return;
          event.preventDefault();
          setTyped(null);
          onChange(settle(field, value + direction * field.step * (event.shiftKey ? 10 : 1)));
        }}
      />
      <u>{field.unit}</u>
    </span>
  );
}

/** With a minus as wide as a figure, and as many decimals as a step has. */
function shown({ step }: Field, value: number): string {
  const decimals = step < 1 ? 1 : 0;
  return value
    .toFixed(decimals)
    .replace(/^-(?=0(\.0*)?$)/, '')
    .replace('-', '−');
}
