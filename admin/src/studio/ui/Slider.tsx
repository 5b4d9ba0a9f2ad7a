import { RotateCcw } from 'lucide-react';
import { useId, useState } from 'react';
import { Icon } from '../../design/Icon';
import { t } from '../../i18n/translate';
import { differs, type Field, settle } from '../edit/fields';
import { NumberField } from './NumberField';

export interface SliderProps {
  readonly field: Field;
  readonly label: string;
  readonly value: number;
  /** Where the notch stands. */
  readonly initial: number;
  /** Called as often as the value moves; `ended` with the last. */
  readonly onChange: (value: number) => void;
  readonly onEnd: () => void;
}

/** A number with its default as a notch: a blue line runs from there to the value. Delete resets. */
export function Slider({ field, label, value: settled, initial, onChange, onEnd }: SliderProps) {
  const id = useId();
  // While it is dragged, the rest of the page may be behind.
  const [dragged, setDragged] = useState<number | null>(null);
  const value = dragged ?? settled;
  const end = () => {
    setDragged(null);
    onEnd();
  };
  const { from, to, step } = field;
  const place = (position: number) => (100 * (Math.min(to, Math.max(from, position)) - from)) / (to - from);
  const changed = differs(field, value, initial);
  const reset = () => {
    onChange(initial);
    end();
  };
  const style = {
    '--at': `${place(value)}`,
    '--notch': `${place(initial)}`,
    '--start': `${Math.min(place(value), place(initial))}`,
    '--end': `${Math.max(place(value), place(initial))}`,
  } as React.CSSProperties;
  return (
    <div className="slider">
      <label htmlFor={id}>{label}</label>
      <div className="track" style={style}>
        <i className="notch" />
        {changed && <i className="fill" />}
        <input
          id={id}
          type="range"
          min={from}
          max={to}
          step={step}
          value={Math.min(to, Math.max(from, value))}
          aria-valuetext={`${settle(field, value)} ${field.unit}`}
          onChange={(event) => {
            const next = settle(field, event.target.valueAsNumber);
            setDragged(next);
            onChange(next);
          }}
          onPointerUp={end}
          onPointerCancel={end}
          onKeyUp={end}
          onBlur={end}
          onKeyDown={(event) => {
            if (event.key !== 'Delete' && event.key !== 'Backspace') return;
            event.preventDefault();
            reset();
          }}
        />
      </div>
      <NumberField
        field={field}
        label={t('studio.field.number', { name: label })}
        value={value}
        onChange={(next) => {
          onChange(next);
          onEnd();
        }}
      />
      <button
        type="button"
        className="reset"
        aria-label={t('studio.reset', { name: label })}
        title={t('studio.reset', { name: label })}
        style={{ visibility: changed ? 'visible' : 'hidden' }}
        onClick={reset}
      >
        <Icon of={RotateCcw} size={14} />
      </button>
    </div>
  );
}
