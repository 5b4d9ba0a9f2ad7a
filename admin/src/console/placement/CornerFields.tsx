import { t } from '../../i18n/translate';
import { count } from '../shared/format';
import { Section } from '../shared/Section';
import { moveCorner, type Quad } from './quad-checks';

export const CORNERS = ['top-left', 'top-right', 'bottom-right', 'bottom-left'] as const;

interface CornerFieldsProps {
  readonly quad: Quad;
  readonly size: { readonly width: number; readonly height: number };
  readonly chosen: number;
  readonly onChoose: (corner: number) => void;
  readonly onChange: (quad: Quad) => void;
  readonly onReset: () => void;
}

/** The corners as numbers, in pixels of the picture. */
export function CornerFields({ quad, size, chosen, onChoose, onChange, onReset }: CornerFieldsProps) {
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
        {quad.map((point, corner) => (
          <div key={CORNERS[corner]} className={corner === chosen ? 'on' : undefined}>
            <b aria-hidden="true">{corner + 1}</b>
            <span>{t(`console.placement.${CORNERS[corner]!}`)}</span>
            {(['x', 'y'] as const).map((axis) => {
              const side = axis === 'x' ? size.width : size.height;
              return (
                <input
                  key={axis}
                  type="number"
                  aria-label={t('console.placement.field', {
                    corner: t(`console.placement.${CORNERS[corner]!}`),
                    axis,
                  })}
                  min={0}
                  max={side}
                  value={Math.round(point[axis] * side)}
                  onFocus={() => onChoose(corner)}
                  onChange={(event) => {
                    const pixels = event.target.valueAsNumber;
                    if (Number.isFinite(pixels))
                      onChange(moveCorner(quad, corner, { ...point, [axis]: pixels / side }));
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
