import { del, get, set } from 'idb-keyval';
import type { ArtChoice, PaperChoice } from '../sources/choices';
import type { Edit } from '../edit/edit';

/** The print being worked on, with the pictures that are nowhere else. */
export interface Draft {
  readonly edit: Edit;
  readonly artwork: KeptChoice;
  readonly paper: KeptChoice & { readonly width: number; readonly height: number };
  readonly savedAt: number;
}

interface KeptChoice {
  readonly key: string;
  readonly title: string;
  /** Only of a picture that is on this machine alone. */
  readonly picture?: Blob;
}

const KEY = 'studio-draft';
/** A draft older than this is of no use any more. */
const KEPT_MILLISECONDS = 30 * 24 * 3600 * 1000;

/** Keeps the print in this browser alone, in place of the one before. */
export async function keepDraft(edit: Edit, art: ArtChoice, paper: PaperChoice): Promise<void> {
  const draft: Draft = {
    edit,
    artwork: { key: art.key, title: art.title, ...(art.where === 'here' ? { picture: await art.load() } : {}) },
    paper: {
      key: paper.key,
      title: paper.name,
      width: paper.width,
      height: paper.height,
      ...(paper.where === 'here' ? { picture: (await paper.load()).picture } : {}),
    },
    savedAt: Date.now(),
  };
  await set(KEY, draft);
}

/** The print of last time; null where there is none, or the browser keeps none. */
export async function readDraft(): Promise<Draft | null> {
  try {
    const draft = await get<Draft>(KEY);
    return draft && Date.now() - draft.savedAt < KEPT_MILLISECONDS ? draft : null;
  } catch {
    return null;
  }
}

export async function forgetDraft(): Promise<void> {
  await del(KEY).catch(() => undefined);
}
