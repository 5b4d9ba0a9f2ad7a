import { type RefObject, useEffect, useRef } from 'react';
import { type Edit, placementOf } from '../edit/edit';
import { livePreview } from '../preview/live';
import { showBitmap } from '../preview/show-bitmap';
import type { ArtChoice, PaperChoice } from '../sources/choices';

interface Drawable {
  readonly key: string;
  readonly apply: (edit: Edit) => Edit;
}

interface Subject {
  readonly edit: Edit;
  readonly art: ArtChoice;
  readonly paper: PaperChoice;
  /** While something is dragged, the thumbnails stay as they are. */
  readonly inGesture: boolean;
}

/** Longer side of a thumbnail, pixels: what a card shows on a dense screen. */
const THUMBNAIL_SIDE = 224;
/** The thumbnails follow when the artist's hand rests. */
const REST_MILLISECONDS = 350;

/** Draws each look's thumbnail on its card, one after the other, once the card is in sight. @param cards by key of the look */
export function useThumbnails(
  cards: RefObject<Map<string, HTMLCanvasElement>>,
  looks: readonly Drawable[],
  { edit, art, paper, inGesture }: Subject,
): void {
  const latest = useRef(edit);
  latest.current = edit;
  useEffect(() => {
    if (inGesture) return undefined;
    let current = true;
    const wanted = new Set<Drawable>();
    const draw = async ({ key, apply }: Drawable) => {
      const { parameters } = apply(latest.current);
      const { picture } = await livePreview.thumbnail({
        art,
        paper,
        parameters,
        view: 'print',
        longest: THUMBNAIL_SIDE,
      });
      const card = cards.current.get(key);
      if (current && card) showBitmap(card, picture);
      else picture.close();
    };
    const drawWanted = async () => {
      for (const look of wanted) {
        if (!current) return;
        await draw(look);
        wanted.delete(look);
      }
    };
    let drawing: Promise<void> | null = null;
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const look = isIntersecting && looks.find(({ key }) => cards.current.get(key) === target);
        if (!look) continue;
        observer.unobserve(target);
        wanted.add(look);
      }
      // What cannot be drawn small cannot be drawn large either; the stage says so.
      drawing ??= drawWanted()
        .catch(() => undefined)
        .finally(() => (drawing = null));
    });
    const timer = setTimeout(() => {
      for (const { key } of looks) {
        const card = cards.current.get(key);
        if (card) observer.observe(card);
      }
    }, REST_MILLISECONDS);
    return () => {
      current = false;
      clearTimeout(timer);
      observer.disconnect();
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- of the edit, placement alone changes the thumbnails
  }, [cards, looks, art, paper, inGesture, ...Object.values(placementOf(edit.parameters))]);
}
