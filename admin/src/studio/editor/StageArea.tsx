import { Minus, Plus } from 'lucide-react';
import { type ReactNode, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Quad } from '../../../../src/engine/core/raster';
import { Icon } from '../../design/Icon';
import { t } from '../../i18n/translate';
import type { EditState } from '../edit/use-edit';
import { livePreview } from '../preview/live';
import type { PreviewWish } from '../preview/live-preview';
import type { PictureFacts } from '../preview/protocol';
import type { PreviewState } from '../preview/use-preview';
import type { ArtChoice, PaperChoice } from '../sources/choices';
import { Corners } from '../stage/Corners';
import { draggedOffset, WHOLE_SHEET } from '../stage/handles';
import { Magnifier } from '../stage/Magnifier';
import { Stage, type StageDrag } from '../stage/Stage';
import { fitView, type Size, type View, ZOOM_STEP, zoomAbout } from '../stage/view';
import { Segments } from '../../design/Segments';
import type { EditorView } from './ways';
import { Prints } from './Prints';
import { useShortcuts } from './use-shortcuts';

interface StageAreaProps {
  readonly art: ArtChoice;
  readonly paper: PaperChoice;
  readonly state: EditState;
  readonly view: EditorView;
  readonly onView: (view: EditorView) => void;
  readonly wish: PreviewWish;
  readonly flat: boolean;
  readonly corners: boolean;
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly preview: PreviewState;
  readonly onPreview: (state: PreviewState) => void;
  /** Something is held over the page. */
  readonly arriving: boolean;
  readonly model: ReactNode;
  readonly faults: ReactNode;
}

const VIEWS: readonly EditorView[] = ['print', 'compare', 'model'];
/** Room for crop marks around the sheet; none on a phone. */
const PADDING = { wide: 56, narrow: 14 };
const NARROW = 720;

/** The sheet on its stage, with the ways to look at it. */
export function StageArea(props: StageAreaProps) {
  const { art, paper, state, view, wish, corners, preview } = props;
  const { parameters } = state.edit;
  const [zoom, setZoom] = useState<View | null>(null);
  const [magnify, setMagnify] = useState(false);
  const [refused, setRefused] = useState(false);
  const area = useRef<HTMLDivElement>(null);
  const facts = useArtFacts(art);
  const began = useRef(parameters);
  useEffect(() => setZoom(null), [paper.key]);

  const drag = ({ phase, from, to }: StageDrag) => {
    if (phase === 'start') began.current = parameters;
    if (phase === 'end') state.endGesture();
    if (phase === 'cancel') state.cancelGesture();
    if (phase !== 'move' || !facts) return;
    const placed = { ...began.current, quad: began.current.quad ?? paper.quad };
    const offset = draggedOffset(facts, paper, placed, from, to);
    state.setParameters((now) => ({ ...now, offset }), 'drag');
  };
  const { follow, setParameters } = state;
  const followQuad = useCallback(
    (tell: (quad: Quad) => void) => follow(({ parameters: { quad } }) => quad && tell(quad)),
    [follow],
  );
  const moveCorner = (how: (quad: Quad) => Quad | null) =>
    setParameters((now) => {
      const quad = how(now.quad ?? paper.quad ?? WHOLE_SHEET);
      setRefused(quad === null);
      return quad ? { ...now, quad, mesh: null } : now;
    }, 'corner');
  const nudge = (event: React.KeyboardEvent) => {
    const step = event.shiftKey ? 10 : 1;
    const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
    if (!by || !facts || event.target !== event.currentTarget) return;
    event.preventDefault();
    const middle = { x: 0.5, y: 0.5 };
    const to = { x: 0.5 + by[0]! / paper.width, y: 0.5 + by[1]! / paper.height };
    state.setParameters((now) => ({
      ...now,
      offset: draggedOffset(facts, paper, { ...now, quad: now.quad ?? paper.quad }, middle, to),
    }));
  };

  const stageSize = (): Size => {
    const stage = area.current!.querySelector('.stage')!;
    return { width: stage.clientWidth, height: stage.clientHeight };
  };
  const padding = area.current && area.current.clientWidth < NARROW ? PADDING.narrow : PADDING.wide;
  const current = (): View => zoom ?? fitView(stageSize(), paper, padding);
  const zoomTo = (level: number) => {
    const size = stageSize();
    setZoom(zoomAbout(current(), size, { x: size.width / 2, y: size.height / 2 }, level));
  };
  useShortcuts({
    held: { z: setMagnify },
    pressed: {
      '+': () => zoomTo(current().zoom * ZOOM_STEP),
      '=': () => zoomTo(current().zoom * ZOOM_STEP),
      '-': () => zoomTo(current().zoom / ZOOM_STEP),
      0: () => setZoom(null),
    },
  });

  const label = t('studio.stage.label', { title: art.title, paper: paper.name });
  return (
    <main className="stage-area" ref={area}>
      <div className="stage-bar">
        <Segments
          label={t('studio.view.label')}
          value={view}
          options={VIEWS.map((value) => ({ value, label: t(`studio.view.${value}`) }))}
          onChange={props.onView}
        />
        <span className="cap hint">
          {t('studio.view.hold')} <kbd className="kbd">B</kbd> {t('studio.view.for-flat')}
        </span>
        <span className="spring" />
        {view !== 'model' && (
          <ZoomControls zoom={zoom} fitted={() => current().zoom} onZoom={zoomTo} onFit={() => setZoom(null)} />
        )}
      </div>
      {view === 'model' ? (
        <div className="model-place">{props.model}</div>
      ) : (
        <Stage
          picture={paper}
          label={label}
          view={zoom}
          onView={setZoom}
          padding={padding}
          onDrag={view === 'print' && !corners ? drag : undefined}
          onKeyDown={nudge}
          overlay={
            <>
              {corners && (
                <Corners
                  quad={parameters.quad ?? paper.quad ?? WHOLE_SHEET}
                  picture={paper}
                  follow={followQuad}
                  onMove={moveCorner}
                  onEnd={state.endGesture}
                  onCancel={state.cancelGesture}
                />
              )}
              {magnify && <Magnifier canvas={props.canvas} />}
            </>
          }
        >
          <Prints
            wish={wish}
            compare={view === 'compare'}
            flat={props.flat}
            interactive={state.inGesture}
            follow={state.follow}
            canvas={props.canvas}
            onState={props.onPreview}
          />
        </Stage>
      )}
      {props.faults}
      {refused && corners && (
        <p className="stage-note" role="alert">
          {t('studio.corner.refused')}
        </p>
      )}
      {props.arriving && <div className="arriving">{t('studio.stage.drop')}</div>}
      <div className="slug">
        <span className="work">{art.title}</span>
        <span>{t('studio.stage.on', { paper: paper.name })}</span>
        <span className="num">{t('studio.stage.pixels', { width: paper.width, height: paper.height })}</span>
        <span className="spring" />
        <span className="live">
          <i aria-hidden />
          {preview.latency === null
            ? t('studio.stage.opening')
            : t('studio.stage.live', { milliseconds: Math.round(preview.latency) })}
        </span>
      </div>
    </main>
  );
}

interface ZoomControlsProps {
  readonly zoom: View | null;
  readonly fitted: () => number;
  readonly onZoom: (level: number) => void;
  readonly onFit: () => void;
}

function ZoomControls({ zoom, fitted, onZoom, onFit }: ZoomControlsProps) {
  const [, refresh] = useState(0);
  useEffect(() => {
    const again = () => refresh((count) => count + 1);
    again();
    addEventListener('resize', again);
    return () => removeEventListener('resize', again);
  }, []);
  const level = () => zoom?.zoom ?? fitted();
  const percent = document.querySelector('.stage') ? Math.round(level() * 100) : 100;
  return (
    <div className="seg zoom">
      <button type="button" aria-label={t('studio.zoom.out')} onClick={() => onZoom(level() / ZOOM_STEP)}>
        <Icon of={Minus} size={15} />
      </button>
      <button type="button" className="num" title={t('studio.zoom.hundred')} onClick={() => onZoom(1)}>
        {t('studio.zoom.percent', { percent })}
      </button>
      <button type="button" aria-label={t('studio.zoom.in')} onClick={() => onZoom(level() * ZOOM_STEP)}>
        <Icon of={Plus} size={15} />
      </button>
      <button type="button" onClick={onFit}>
        {t('studio.zoom.fit')}
      </button>
    </div>
  );
}

/** Size of an artwork, once the worker has opened it. */
function useArtFacts(art: ArtChoice): PictureFacts | null {
  const [facts, setFacts] = useState<{ readonly key: string; readonly of: PictureFacts } | null>(null);
  useEffect(() => {
    let current = true;
    livePreview.openArt(art).then(
      (of) => current && setFacts({ key: art.key, of }),
      // The preview fails of the same cause, and says so.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [art]);
  return facts?.key === art.key ? facts.of : null;
}
