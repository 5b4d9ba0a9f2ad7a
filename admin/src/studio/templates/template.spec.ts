import { equalEdits, newEdit, withParameters, withPreset } from '../edit/edit';
import { lookOf, withTemplate } from './template';

const template = (edit: ReturnType<typeof newEdit>) => ({
  id: '66f0c2a4d1b2c3e4f5a6b7c8',
  name: 'Zine',
  preset: edit.preset,
  parameters: lookOf(edit.parameters),
  createdAt: '2026-11-23T13:30:00.000Z',
});

describe('a template', () => {
  const print = newEdit('art', 'paper');
  const worn = withParameters(withPreset(print, 'kraft'), {
    ...withPreset(print, 'kraft').parameters,
    wear: 0.77,
    ink: { absorption: 0.1, showThrough: 0.2 },
    rotation: 12,
  });

  it('gives another print its look, and leaves the art where it lies', () => {
    const moved = withParameters(print, { ...print.parameters, rotation: -4, scale: 1.5 });
    const { preset, parameters } = withTemplate(moved, template(worn));
    expect(preset).toBe('kraft');
    expect(parameters).toMatchObject({ wear: 0.77, ink: worn.parameters.ink, rotation: -4, scale: 1.5 });
  });

  it('changes nothing of the print that it was made from', () => {
    expect(equalEdits(withTemplate(worn, template(worn)), worn)).toBe(true);
  });

  it('may name only what differs from its preset', () => {
    const { parameters } = withTemplate(print, { ...template(print), parameters: { ink: { absorption: 0.9 } } });
    expect(parameters.ink).toEqual({ ...print.parameters.ink, absorption: 0.9 });
  });
});
