import { t } from '../../i18n/translate';
import { defaultsOf } from '../edit/edit';
import { type FieldName, fieldNamed } from '../edit/fields';
import type { EditState } from '../edit/use-edit';
import { Slider } from '../ui/Slider';

/** One number of the edit as a slider. */
export function FieldSlider({ name, state }: { readonly name: FieldName; readonly state: EditState }) {
  const field = fieldNamed(name);
  return (
    <Slider
      field={field}
      label={t(`studio.field.${name}`)}
      value={field.read(state.edit.parameters)}
      initial={field.read(defaultsOf(state.edit))}
      onChange={(value) => state.setParameters((parameters) => field.write(parameters, value), name)}
      onEnd={state.endGesture}
    />
  );
}
