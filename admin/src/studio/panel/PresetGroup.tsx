import { type RefObject, useEffect, useRef } from 'react';
import { PRESETS, type PresetName } from '../../../../src/engine/core/presets/index';
import { t } from '../../i18n/translate';
import { type Edit, withPreset } from '../edit/edit';
import type { EditState } from '../edit/use-edit';
import { livePreview } from '../preview/live';
import { showBitmap } from '../preview/show-bitmap';
import type { ArtChoice, PaperChoice } from '../sources/choices';

interface PresetGroupProps {
  readonly state: EditState;
  readonly art: ArtChoice;
  readonly paper: PaperChoice;
}

const NAMES = Object.keys(PRESETS) as PresetName[];
/** Longer side of a thumbnail, pixels: what a card shows on a dense screen. */
const THUMBNAIL_SIDE = 224;
/** The thumbnails follow when the artist's hand rests. */
const REST_MILLISECONDS = 350;

/** The looks to begin from, each on the artist's own artwork. */
export function PresetGroup({ state, art, paper }: PresetGroupProps) {
  const cards = useRef(new Map<PresetName, HTMLCanvasElement>());
  useThumbnails(cards, state.edit, art, paper);
  return (
    <section className="group" aria-labelledby="preset-title">
      <div className="group-head">
        <h2 id="preset-title">{t('studio.preset')}</h2>
      </div>
      <ul className="presets">
        {NAMES.map((name) => (
          <li key={name}>
            <button
              type="button"
              aria-pressed={state.edit.preset === name}
              title={PRESETS[name].description}
              onClick={() => state.update((edit) => withPreset(edit, name))}
            >
              <canvas
                aria-hidden
                ref={(canvas) => {
                  if (canvas) cards.current.set(name, canvas);
                }}
              />
              <span>{PRESETS[name].title}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function useThumbnails(
  cards: RefObject<Map<PresetName, HTMLCanvasElement>>,
  edit: Edit,
  art: ArtChoice,
  paper: PaperChoice,
): void {
  const latest = useRef(edit);
  latest.current = edit;
  const { rotation, scale, offset, fit, quad, mesh } = edit.parameters;
  useEffect(() => {
    let current = true;
    const draw = async () => {
      for (const name of NAMES) {
        const { parameters } = withPreset(latest.current, name);
        const { picture } = await livePreview.render({
          art,
          paper,
          parameters,
          view: 'print',
          longest: THUMBNAIL_SIDE,
        });
        if (!current) return picture.close();
        const card = cards.current.get(name);
        if (card) showBitmap(card, picture);
      }
    };
    // What cannot be drawn small cannot be drawn large either; the stage says so.
    const timer = setTimeout(() => void draw().catch(() => undefined), REST_MILLISECONDS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- of the edit, placement alone changes the thumbnails
  }, [cards, art, paper, rotation, scale, offset, fit, quad, mesh]);
}
