import type { Metadata } from 'sharp';
import { type ColourSpace, type ColourModel, readProfile, SRGB } from '../../core/colour-space/index.js';
import type { ColourHandling } from '../engine.js';

/** What the numbers of a file mean, and what is done about it. */
export interface SourceColour {
  /** `kept`: by the file's own profile; `converted`: brought to sRGB as it is decoded; `assumed-srgb`: nothing says. */
  readonly handling: ColourHandling;
  /** Name of the embedded profile. */
  readonly profile: string | null;
  readonly model: ColourModel;
  /** Of the numbers as they are decoded. Grey pictures have the curve of their grey and any primaries. */
  readonly space: ColourSpace;
}

const MODEL_OF_SPACE: Readonly<Record<string, ColourModel>> = { 'b-w': 'grey', grey16: 'grey', cmyk: 'cmyk' };

/**
 * Matrix profiles are read and kept. Profiles with tables, and every CMYK picture, are converted to sRGB by LittleCMS,
 * perceptual intent. A profile that is damaged or made for another kind of picture counts as none.
 */
export function colourOf({ space, icc }: Metadata): SourceColour {
  const model = MODEL_OF_SPACE[space] ?? 'rgb';
  const profile = icc && readProfile(icc);
  if (model === 'cmyk') {
    return { handling: 'converted', profile: profile?.model === 'cmyk' ? profile.name : null, model, space: SRGB };
  }
  if (!profile || profile.model !== model) return { handling: 'assumed-srgb', profile: null, model, space: SRGB };
  const { name } = profile;
  if (profile.kind === 'lut') return { handling: 'converted', profile: name, model, space: SRGB };
  if (profile.kind === 'matrix') return { handling: 'kept', profile: name, model, space: profile.space };
  const { curve, icc: bytes } = profile;
  return {
    handling: 'kept',
    profile: name,
    model,
    space: { ...SRGB, id: 'other', name, curves: [curve, curve, curve], icc: bytes },
  };
}
