import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { problemText } from '../../api/problem';
import type { Schema } from '../../api/client';
import { t } from '../../i18n/translate';
import type { ArtChoice, PaperChoice } from '../sources/choices';
import { faultOf, localArtwork, localPaper, titleOf, UPLOAD_LIMIT } from '../sources/local-files';
import { newKey } from '../sources/new-key';
import { SAMPLE_ARTWORKS, SAMPLE_PAPERS } from '../sources/samples';
import {
  generatePaper,
  libraryCopy,
  listArtworks,
  listPapers,
  serverArtwork,
  serverPaper,
  uploadArtwork,
  uploadPaper,
  whenMade,
} from '../sources/server';
import type { Shelf, ShelfFault } from './shelf';

export interface ShelfActions {
  /** Artworks from files; each is there to be worked with at once, and is sent behind the scenes where somebody is signed in. */
  addArtworks(files: readonly File[]): ArtChoice[];
  addPaper(file: File): Promise<PaperChoice | null>;
  generate(wish: Schema['PaperWish']): Promise<PaperChoice | null>;
  /** The artwork's id on the server, sent there where it is not. @throws ApiProblem */
  artworkOnServer(art: ArtChoice): Promise<string>;
  /** The paper's id on the server, sent there where neither the library nor the artist has it. @throws ApiProblem */
  paperOnServer(paper: PaperChoice): Promise<string>;
  dismiss(key: string): void;
  reload(): void;
}

interface UseShelfOptions {
  readonly signedIn: boolean;
  /** Brought along from before. */
  readonly initial: { readonly artworks: readonly ArtChoice[]; readonly papers: readonly PaperChoice[] };
  /** A local choice has become one of the server's. */
  readonly onSettled: (localKey: string, choice: ArtChoice | PaperChoice) => void;
  readonly onNotice: (text: string) => void;
}

const EMPTY: Shelf = { artworks: [], papers: [], sending: [], faults: [], making: [], loading: false, problem: null };

/** The artworks and papers at hand, and what can be done to have more. */
export function useShelf({ signedIn, initial, onSettled, onNotice }: UseShelfOptions): Shelf & ShelfActions {
  const [shelf, setShelf] = useState<Shelf>(() => ({
    ...EMPTY,
    artworks: [...initial.artworks, ...SAMPLE_ARTWORKS],
    papers: [...initial.papers, ...SAMPLE_PAPERS],
    loading: signedIn,
  }));
  const told = useRef({ onSettled, onNotice });
  told.current = { onSettled, onNotice };
  const uploads = useRef(new Map<string, Promise<string>>());
  const change = useCallback((how: (now: Shelf) => Partial<Shelf>) => setShelf((now) => ({ ...now, ...how(now) })), []);

  const fail = useCallback(
    (fault: ShelfFault['fault']) => change(({ faults }) => ({ faults: [...faults, { key: newKey(), fault }] })),
    [change],
  );

  const reload = useCallback(() => {
    change(() => ({ loading: true, problem: null }));
    Promise.all([listArtworks(), listPapers()]).then(
      ([artworks, papers]) => {
        change((now) => merged(now, artworks, papers));
        for (const sample of SAMPLE_PAPERS) {
          const copy = papers.find((paper) => sameSheet(paper, sample));
          if (copy) told.current.onSettled(sample.key, copy);
        }
      },
      (error: unknown) => change(() => ({ loading: false, problem: problemText(error) })),
    );
  }, [change]);

  useEffect(() => {
    if (signedIn) reload();
  }, [signedIn, reload]);

  useEffect(() => {
    if (!signedIn || shelf.problem === null) return undefined;
    addEventListener('online', reload);
    return () => removeEventListener('online', reload);
  }, [signedIn, shelf.problem, reload]);

  const send = useCallback(
    (art: ArtChoice): Promise<string> => {
      const known = uploads.current.get(art.key);
      if (known) return known;
      const controller = new AbortController();
      const progress = (fraction: number) =>
        change(({ sending }) => ({
          sending: [
            ...sending.filter(({ key }) => key !== art.key),
            { key: art.key, name: art.title, fraction, cancel: () => controller.abort() },
          ],
        }));
      const work = (async () => {
        progress(0);
        const picture = await art.load();
        const { artwork, duplicate } = await uploadArtwork(picture, art.title, {
          onProgress: progress,
          signal: controller.signal,
        });
        const choice = serverArtwork(artwork, picture);
        change(({ artworks }) => ({ artworks: replaced(artworks, art.key, choice) }));
        told.current.onSettled(art.key, choice);
        if (duplicate) told.current.onNotice(t('studio.artworks.duplicate', { title: artwork.title }));
        return artwork.id;
      })();
      uploads.current.set(art.key, work);
      work
        .catch((error: unknown) => {
          uploads.current.delete(art.key);
          if (!isAbort(error)) fail({ code: 'REFUSED', name: art.title, detail: problemText(error) });
        })
        .finally(() => change(({ sending }) => ({ sending: sending.filter(({ key }) => key !== art.key) })));
      return work;
    },
    [change, fail],
  );

  const addArtworks = useCallback(
    (files: readonly File[]) => {
      const added: ArtChoice[] = [];
      for (const file of files) {
        const fault = faultOf(file, UPLOAD_LIMIT);
        if (fault) fail(fault);
        else added.push(localArtwork(file, titleOf(file.name)));
      }
      change(({ artworks }) => ({ artworks: [...added, ...artworks] }));
      if (signedIn) for (const art of added) send(art).catch(() => undefined);
      return added;
    },
    [change, fail, send, signedIn],
  );

  const made = useCallback(
    async (name: string, make: () => Promise<Schema['BaseImage']>): Promise<PaperChoice | null> => {
      change(({ making }) => ({ making: [...making, name] }));
      try {
        const begun = await make();
        const image = begun.state === 'preparing' ? await whenMade(begun.id, new AbortController().signal) : begun;
        if (image.state !== 'ready') {
          fail({ code: 'REFUSED', name, detail: image.failure?.detail ?? t('problem.unknown') });
          return null;
        }
        const choice = serverPaper(image);
        change(({ papers }) => ({ papers: [choice, ...papers.filter(({ key }) => key !== choice.key)] }));
        const fellBack = image.provenance.ai?.tried === true && image.provenance.ai.reason !== undefined;
        told.current.onNotice(t(fellBack ? 'studio.generate.fallback' : 'studio.generate.ready', { name: image.name }));
        return choice;
      } catch (error) {
        fail({ code: 'REFUSED', name, detail: problemText(error) });
        return null;
      } finally {
        change(({ making }) => ({ making: making.filter((other) => other !== name) }));
      }
    },
    [change, fail],
  );

  const addPaper = useCallback(
    async (file: File) => {
      const fault = faultOf(file, UPLOAD_LIMIT);
      if (fault) {
        fail(fault);
        return null;
      }
      if (signedIn) return made(titleOf(file.name), () => uploadPaper(file, titleOf(file.name)));
      try {
        const choice = await localPaper(file);
        change(({ papers }) => ({ papers: [choice, ...papers] }));
        return choice;
      } catch {
        fail({ code: 'UNREADABLE', name: file.name });
        return null;
      }
    },
    [change, fail, made, signedIn],
  );

  const generate = useCallback(
    (wish: Schema['PaperWish']) => made(wish.name ?? t('studio.generate.making'), () => generatePaper(wish)),
    [made],
  );

  const artworkOnServer = useCallback(
    (art: ArtChoice) => (art.where === 'server' ? Promise.resolve(art.key) : send(art)),
    [send],
  );

  const paperOnServer = useCallback(
    async (paper: PaperChoice) => {
      if (paper.where === 'library' || paper.where === 'own') return paper.key;
      const copy =
        paper.seed === undefined ? undefined : await libraryCopy(paper.seed, paper, new AbortController().signal);
      const choice = copy ?? (await sentPaper(paper));
      change((now) => ({
        papers: [choice, ...now.papers.filter(({ key }) => key !== paper.key && key !== choice.key)],
      }));
      told.current.onSettled(paper.key, choice);
      return choice.key;
    },
    [change],
  );

  const dismiss = useCallback(
    (key: string) => change(({ faults }) => ({ faults: faults.filter((fault) => fault.key !== key) })),
    [change],
  );

  return useMemo(
    () => ({ ...shelf, addArtworks, addPaper, generate, artworkOnServer, paperOnServer, dismiss, reload }),
    [shelf, addArtworks, addPaper, generate, artworkOnServer, paperOnServer, dismiss, reload],
  );
}

/** Sample papers give way to the library's own copies of them, sample artworks to artworks of the artist's own. */
function merged(now: Shelf, artworks: readonly ArtChoice[], papers: readonly PaperChoice[]): Partial<Shelf> {
  const here = ({ where }: ArtChoice | PaperChoice) => where === 'here';
  return {
    artworks: [...now.artworks.filter(here), ...artworks, ...now.artworks.filter(({ where }) => where === 'sample')],
    papers: [
      ...now.papers.filter(here),
      ...papers,
      ...now.papers.filter((paper) => paper.where === 'sample' && !papers.some((other) => sameSheet(other, paper))),
    ],
    loading: false,
    problem: null,
  };
}

/** Whether two papers were made from one specification. */
function sameSheet(a: PaperChoice, b: PaperChoice): boolean {
  return a.seed !== undefined && a.seed === b.seed && a.width === b.width && a.height === b.height;
}

async function sentPaper(paper: PaperChoice): Promise<PaperChoice> {
  const { picture } = await paper.load();
  const image = await uploadPaper(picture, paper.name);
  return serverPaper(image.state === 'preparing' ? await whenMade(image.id, new AbortController().signal) : image);
}

function replaced<T extends { readonly key: string }>(list: readonly T[], key: string, by: T): T[] {
  const without = list.filter((entry) => entry.key !== by.key || entry.key === key);
  return without.some((entry) => entry.key === key)
    ? without.map((entry) => (entry.key === key ? by : entry))
    : [by, ...without];
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
