import { t } from '../../i18n/translate';
import { count } from '../shared/format';
import { Section } from '../shared/Section';
import { nameOf } from './handle-names';
import { handlesOf, type Mesh, movePoint } from './sheet-mesh';

const CORNER_COUNT = 4;

interface CornerFieldsProps {
  readonly mesh: Mesh;
  readonly size: { readonly width: number; readonly height: number };
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
  readonly onChange: (mesh: Mesh) => void;
  readonly onReset: () => void;
}

/** The corners, and the point that is chosen, as numbers, in pixels of the picture. */
export function CornerFields({ mesh, size, chosen, onChoose, onChange, onReset }: CornerFieldsProps) {
  const shown = handlesOf(mesh)
    .map((handle, index) => ({ handle, index }))
    .filter(({ index }) => index < CORNER_COUNT || index === chosen);
  const reset = (
    <button type="button" className="link" onClick={onReset}>
      {t('action.reset')}
    </button>
  );
  return (
    <Section
      title={t('console.placement.corners', { width: count(size.width), height: count(size.height) })}
      aside={reset}
    >
      <div className="corners">
        {shown.map(({ handle, index }) => (
          <div key={index} className={index === chosen ? 'on' : undefined}>
            <b aria-hidden="true">{index < CORNER_COUNT ? index + 1 : '+'}</b>
            <span>{nameOf(handle, index)}</span>
            {(['x', 'y'] as const).map((axis) => {
              const side = axis === 'x' ? size.width : size.height;
              return (
                <input
                  key={axis}
                  type="number"
                  aria-label={t('console.placement.field', { point: nameOf(handle, index), axis })}
                  min={0}
                  max={side}
                  value={Math.round(handle.point[axis] * side)}
                  onFocus={() => onChoose(index)}
                  onChange={(event) => {
                    const pixels = event.target.valueAsNumber;
                    if (Number.isFinite(pixels))
                      onChange(movePoint(mesh, handle, { ...handle.point, [axis]: pixels / side }));
                  }}
                />
              );
            })}
          </div>
        ))}
      </div>
    </Section>
  );
}
