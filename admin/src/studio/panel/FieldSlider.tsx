import { memo, useCallback } from 'react';
import { t } from '../../i18n/translate';
import { defaultsOf } from '../edit/edit';
import type { EditActions } from '../edit/edit-store';
import { type FieldName, fieldNamed } from '../edit/fields';
import type { EditState } from '../edit/use-edit';
import { Slider } from '../ui/Slider';

/** One number of the edit as a slider. */
export function FieldSlider({ name, state }: { readonly name: FieldName; readonly state: EditState }) {
  const { read } = fieldNamed(name);
  return (
    <StillSlider
      name={name}
      value={read(state.edit.parameters)}
      initial={read(defaultsOf(state.edit))}
      setParameters={state.setParameters}
      endGesture={state.endGesture}
    />
  );
}

interface StillSliderProps extends Pick<EditActions, 'setParameters' | 'endGesture'> {
  readonly name: FieldName;
  readonly value: number;
  readonly initial: number;
}

/** Drawn again for its own number alone, while others are dragged. */
const StillSlider = memo(({ name, value, initial, setParameters, endGesture }: StillSliderProps) => {
  const field = fieldNamed(name);
  const change = useCallback(
    (next: number) => setParameters((parameters) => field.write(parameters, next), name),
    [field, name, setParameters],
  );
  return (
    <Slider
      field={field}
      label={t(`studio.field.${name}`)}
      value={value}
      initial={initial}
      onChange={change}
      onEnd={endGesture}
    />
  );
});
StillSlider.displayName = 'StillSlider';
