import { parameterProblems, PRESETS } from '../../../../src/engine/core/presets/index';
import {
  defaultsOf,
  equalEdits,
  newEdit,
  resetLook,
  resetPlacement,
  withPaper,
  withParameters,
  withPreset,
} from './edit';
import { differs, FIELDS, fieldNamed, settle } from './fields';

const edit = newEdit('art', 'paper');
const turned = withParameters(edit, { ...edit.parameters, rotation: 12, scale: 1.5, wear: 0.1 });

describe('edit', () => {
  it('changes the look with a preset and leaves the placement', () => {
    const classic = withPreset(turned, 'classic');
    expect(classic.parameters).toMatchObject({ rotation: 12, scale: 1.5, fit: 'cover', blend: 'multiply', fold: 0 });
  });

  it('resets placement and look apart', () => {
    expect(resetPlacement(turned).parameters).toMatchObject({ rotation: 0, scale: 1, wear: 0.1 });
    expect(resetLook(turned).parameters).toMatchObject({ rotation: 12, wear: PRESETS.natural.parameters.wear });
  });

  it('lets corners go with their paper', () => {
    const quad = [0, 1, 2, 3].map(() => ({ x: 0, y: 0 })) as never;
    const moved = withParameters(edit, { ...edit.parameters, quad });
    expect(withPaper(moved, 'other').parameters.quad).toBeNull();
  });

  it('knows equal prints however their parameters are ordered', () => {
    const reordered = Object.fromEntries(Object.entries(edit.parameters).toReversed()) as never;
    expect(equalEdits(edit, withParameters(edit, reordered))).toBe(true);
    expect(equalEdits(edit, turned)).toBe(false);
  });
});

describe('fields', () => {
  it.each(FIELDS.map((field) => [field.name, field] as const))(
    '%s reads what it wrote, within the limits',
    (_name, field) => {
      for (const value of [field.from, field.to, field.least, field.greatest]) {
        const written = field.write(edit.parameters, value);
        expect(field.read(written)).toBeCloseTo(value, 9);
        expect(parameterProblems(written)).toEqual([]);
      }
    },
  );

  it.each(FIELDS.map((field) => [field.name, field] as const))('%s has its default on the slider', (_name, field) => {
    const value = field.read(defaultsOf(edit));
    expect(value).toBeGreaterThanOrEqual(field.from);
    expect(value).toBeLessThanOrEqual(field.to);
    expect(differs(field, settle(field, value), value)).toBe(false);
  });

  it('turns to the right for more', () => {
    expect(fieldNamed('rotation').write(edit.parameters, 10).rotation).toBe(-10);
  });

  it('takes typed numbers to the limits and steps', () => {
    expect(settle(fieldNamed('fold'), 130)).toBe(100);
    expect(settle(fieldNamed('rotation'), 1.26)).toBe(1.5);
    expect(settle(fieldNamed('offsetX'), 0.30000000000000004)).toBe(0.3);
  });
});
