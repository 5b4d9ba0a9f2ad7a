import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { t } from '../../i18n/translate';
import { keepDraft } from '../draft/draft-store';
import { withPaper } from '../edit/edit';
import { useEdit } from '../edit/use-edit';
import { ExportDialog } from '../export/ExportDialog';
import { Panel } from '../panel/Panel';
import type { PreviewWish } from '../preview/live-preview';
import { openAhead } from '../preview/open-ahead';
import { PREVIEW_SIDE } from '../preview/preview-size';
import type { PreviewState } from '../preview/use-preview';
import { useSession } from '../../session/use-session';
import { useShelf } from '../shelf/use-shelf';
import type { ArtChoice, PaperChoice } from '../sources/choices';
import { TopBar } from '../topbar/TopBar';
import { SignInDialog } from '../ui/SignInDialog';
import { useToast } from '../ui/use-toast';
import { Faults } from './Faults';
import { GenerateDialog } from './GenerateDialog';
import { ShortcutsDialog } from './ShortcutsDialog';
import { Rail } from '../rail/Rail';
import { StageArea } from './StageArea';
import type { Beginning } from './beginning';
import { useArrivals } from './use-arrivals';
import { useEditorKeys } from './use-editor-keys';
import type { EditorView, Group } from './ways';
import './editor.css';

const SheetModel = lazy(() => import('../model/SheetModel'));

type Open = 'export' | 'share' | 'generate' | 'shortcuts' | 'sign-in' | null;

export interface EditorProps {
  readonly signedIn: boolean;
  readonly beginning: Beginning;
}

/** A draft is kept when the artist's hand rests. */
const KEEP_MILLISECONDS = 600;

export function Editor({ signedIn, beginning }: EditorProps) {
  const state = useEdit(() => beginning.edit);
  const { edit, rename, update } = state;
  const toast = useToast();
  const shelf = useShelf({
    signedIn,
    initial: beginning,
    onSettled: useCallback((from: string, choice: ArtChoice | PaperChoice) => rename(from, choice.key), [rename]),
    onNotice: toast.show,
  });
  const art = shelf.artworks.find(({ key }) => key === edit.artworkId) ?? shelf.artworks[0]!;
  const paper = shelf.papers.find(({ key }) => key === edit.baseImageId) ?? shelf.papers[0]!;

  const [view, setView] = useState<EditorView>('print');
  const [group, setGroup] = useState<Group>('look');
  const [open, setOpen] = useState<Open>(null);
  const [wanted, setWanted] = useState<Open>(null);
  const [flat, setFlat] = useState(false);
  const [corners, setCorners] = useState(false);
  const [preview, setPreview] = useState<PreviewState>({ latency: null, problem: null, canvasKey: 0 });
  const canvas = useRef<HTMLCanvasElement>(null);

  const chooseArt = useCallback((choice: ArtChoice) => update((now) => ({ ...now, artworkId: choice.key })), [update]);
  const choosePaper = useCallback((choice: PaperChoice) => update((now) => withPaper(now, choice.key)), [update]);
  const { addArtworks, addPaper } = shelf;
  const addFiles = useCallback(
    (files: readonly File[]) => {
      const [first] = addArtworks(files);
      if (first) chooseArt(first);
    },
    [addArtworks, chooseArt],
  );
  const addPhoto = useCallback(
    (file: File) => void addPaper(file).then((choice) => choice && choosePaper(choice)),
    [addPaper, choosePaper],
  );
  const arriving = useArrivals(addFiles);

  const wish = useMemo<PreviewWish>(
    () => ({ art, paper, parameters: edit.parameters, view: 'print', longest: PREVIEW_SIDE }),
    [art, paper, edit.parameters],
  );

  const latest = useRef({ wish, inGesture: state.inGesture });
  latest.current = { wish, inGesture: state.inGesture };
  const expected = useRef('');
  const expectPaper = useCallback((choice: PaperChoice) => {
    const { inGesture, wish: now } = latest.current;
    if (inGesture || choice.key === now.paper.key || choice.key === expected.current) return;
    expected.current = choice.key;
    void openAhead({ ...now, paper: choice, parameters: { ...now.parameters, quad: null, mesh: null } });
  }, []);

  useEffect(() => {
    const timer = setTimeout(() => void keepDraft(edit, art, paper).catch(() => undefined), KEEP_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [edit, art, paper]);

  /** What only somebody who is signed in can do waits until they are. */
  const begin = useCallback(
    (what: 'export' | 'share') => {
      setWanted(signedIn ? null : what);
      setOpen(signedIn ? what : 'sign-in');
    },
    [signedIn],
  );
  const share = useCallback(() => begin('share'), [begin]);
  const exportPrint = useCallback(() => begin('export'), [begin]);
  const signIn = useCallback(() => setOpen('sign-in'), []);
  const generate = useCallback(() => setOpen(signedIn ? 'generate' : 'sign-in'), [signedIn]);
  useEditorKeys({
    state,
    paper,
    view,
    setView,
    setFlat,
    corners,
    setCorners,
    setGroup,
    onExport: exportPrint,
    onGenerate: generate,
    onHelp: () => setOpen('shortcuts'),
  });

  const title = art.title;
  const session = useSession();
  const expired = session.state === 'signed-out' && session.expired;
  return (
    <div className="editor" data-group={group}>
      <TopBar
        title={title}
        standing={t(signedIn ? 'studio.saved' : 'studio.unsaved')}
        canUndo={state.canUndo}
        canRedo={state.canRedo}
        onUndo={state.undo}
        onRedo={state.redo}
        onShare={share}
        onExport={exportPrint}
        onSignIn={signIn}
      />
      <Rail
        shelf={shelf}
        art={edit.artworkId}
        paper={edit.baseImageId}
        onArt={chooseArt}
        onPaper={choosePaper}
        onExpectPaper={expectPaper}
        onFiles={addFiles}
        onPhoto={addPhoto}
        onGenerate={generate}
      />
      <StageArea
        art={art}
        paper={paper}
        state={state}
        view={view}
        onView={setView}
        wish={wish}
        flat={flat}
        corners={corners}
        canvas={canvas}
        preview={preview}
        onPreview={setPreview}
        arriving={arriving}
        model={
          <Suspense fallback={null}>
            <SheetModel wish={wish} />
          </Suspense>
        }
        faults={<Faults shelf={shelf} preview={preview} />}
      />
      <Panel
        signedIn={signedIn}
        onNotice={toast.show}
        state={state}
        art={art}
        paper={paper}
        group={group}
        onGroup={setGroup}
        corners={corners}
        onCorners={setCorners}
        onExport={exportPrint}
        onShare={share}
      />
      {(open === 'export' || open === 'share') && (
        <ExportDialog
          intent={open}
          edit={edit}
          art={art}
          paper={paper}
          shelf={shelf}
          onClose={() => setOpen((now) => (now === open ? null : now))}
          onNotice={toast.show}
          onSignedOut={() => {
            setWanted(open);
            setOpen('sign-in');
          }}
        />
      )}
      {open === 'generate' && (
        <GenerateDialog
          onClose={() => setOpen(null)}
          onStart={(paperWish) => {
            setOpen(null);
            setGroup('paper');
            void shelf.generate(paperWish).then((choice) => choice && choosePaper(choice));
          }}
        />
      )}
      {open === 'shortcuts' && <ShortcutsDialog onClose={() => setOpen(null)} />}
      {open === 'sign-in' && (
        <SignInDialog
          title={t(expired ? 'session.expired' : signInReason(wanted))}
          wish={expired ? 'sign-in' : 'sign-up'}
          onClose={() => setOpen((now) => (now === 'sign-in' ? null : now))}
          onDone={() => {
            setOpen(wanted);
            setWanted(null);
          }}
        />
      )}
      {toast.element}
    </div>
  );
}

function signInReason(wanted: Open): 'studio.keep.share' | 'studio.keep.export' | 'studio.keep.save' {
  if (wanted === 'share') return 'studio.keep.share';
  return wanted === 'export' ? 'studio.keep.export' : 'studio.keep.save';
}
