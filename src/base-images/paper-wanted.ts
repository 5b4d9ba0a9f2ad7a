import { type PaperPreference, type Preset, type PresetName, PRESETS } from '../engine/core/presets/index.js';

/** What is asked for in place of the rule by which a paper is chosen. */
export interface PaperWanted {
  /** Id of a base image. */
  readonly named?: string;
  /** What a preset looks best on. */
  readonly style?: PaperPreference;
}

export function paperWantedBy(preset: PresetName): PaperWanted {
  const { paper }: Preset = PRESETS[preset];
  return paper ? { style: paper } : {};
}
