import { Minus, Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useGetOne, useRedirect } from 'react-admin';
import { Navigate, useBlocker, useParams } from 'react-router';
import { meshProblem } from '../../../../src/engine/core/mesh/mesh-problem';
import { api, type Schema } from '../../api/client';
import { answerOf } from '../../api/problem';
import { Icon } from '../../design/Icon';
import { Segments } from '../../design/Segments';
import { UndoButtons } from '../../design/UndoButtons';
import { t } from '../../i18n/translate';
import { PageHead } from '../layout/PageHead';
import { AwaitedRecord } from '../shared/AwaitedRecord';
import { percent } from '../shared/format';
import { useAction } from '../shared/use-action';
import { Checks } from './Checks';
import { CornerFields } from './CornerFields';
import { amend, type EditHistory, newHistory, push, redo, undo } from './edit-history';
import { placementOf, savedMesh } from './placement';
import { checkQuad } from './quad-checks';
import { SamplePanel } from './SamplePanel';
import { cornersOf, handlesOf, type Mesh, WHOLE, withPoints } from './sheet-mesh';
import { Stage } from './Stage';
import { usePlacementKeys } from './use-placement-keys';
import { type PaperView, PictureOrRelief } from '../base-images/PictureOrRelief';
import './placement.css';

type BaseImage = Schema['BaseImage'];

const papers = () => ({ to: '/console/base-images', text: t('console.base-images') });

export function PlacementEditor() {
  const { id = '' } = useParams();
  const { data: image, error } = useGetOne<BaseImage>('base-images', { id }, { staleTime: 60_000 });
  if (!image) return <AwaitedRecord path={[papers()]} error={error} />;
  // Its own page tells how far it is, or why it failed.
  if (image.state !== 'ready') return <Navigate to={`/console/base-images/${id}/show`} replace />;
  return <Editor key={image.id} image={image} />;
}

const ZOOMS = [1, 1.5, 2, 3, 4];
/** Control points along each side: a flat sheet's corners, or more for a bent one. */
const POINTS = [2, 3, 4, 5];

const pointsText = (points: number) =>
  points === 2 ? t('console.placement.flat') : t('console.placement.mesh', { points });

function Editor({ image }: { readonly image: BaseImage }) {
  const saved = savedMesh(image.placement);
  const [history, setHistory] = useState<EditHistory<Mesh>>(() => newHistory(saved));
  const [chosen, choose] = useState(0);
  const [view, setView] = useState<PaperView>('picture');
  const [zoom, setZoom] = useState(0);
  const magnify = usePlacementKeys({
    choose,
    undo: () => setHistory(undo),
    redo: () => setHistory(redo),
  });
  const action = useAction();
  const redirect = useRedirect();
  const mesh = history.present;
  const checks = checkQuad(cornersOf(mesh), image);
  const problem = meshProblem(mesh);
  const changed = JSON.stringify(mesh) !== JSON.stringify(saved);
  useUnsavedWarning(changed);

  const save = () =>
    action.run(
      () =>
        answerOf(
          api.PATCH('/api/v1/base-images/{id}', {
            params: { path: { id: image.id } },
            body: { placement: placementOf(mesh) },
          }),
        ),
      t('console.placement.saved'),
    );

  return (
    <div className="placement">
      <PageHead
        title={t('console.papers.placement')}
        path={[papers(), { to: `/console/base-images/${image.id}/show`, text: image.name }]}
        note={changed && <span className="tag warn">{t('console.placement.not-saved')}</span>}
      >
        <UndoButtons
          canUndo={history.past.length > 0}
          canRedo={history.future.length > 0}
          onUndo={() => setHistory(undo)}
          onRedo={() => setHistory(redo)}
        />
        <button
          type="button"
          className="btn"
          onClick={() => (changed ? setHistory(push(history, saved)) : redirect('show', 'base-images', image.id))}
        >
          {t('console.placement.discard')}
        </button>
        <button
          type="button"
          className="btn ink"
          disabled={!changed || problem !== null || action.busy}
          onClick={() => void save()}
        >
          {t('console.placement.save')}
        </button>
      </PageHead>
      <div className="placement-body">
        <div className="placement-stage">
          <div className="placement-tools">
            <PictureOrRelief image={image} view={view} onChange={setView} />
            <Segments<string>
              label={t('console.placement.points')}
              value={String(mesh.length)}
              options={POINTS.map((points) => ({ value: String(points), label: pointsText(points) }))}
              onChange={(points) => {
                choose(0);
                setHistory(push(history, withPoints(mesh, Number(points))));
              }}
            />
            <div className="seg zoom">
              <button
                type="button"
                aria-label={t('console.placement.zoom-out')}
                disabled={zoom === 0}
                onClick={() => setZoom(zoom - 1)}
              >
                <Icon of={Minus} size={15} />
              </button>
              <span className="num">{percent(ZOOMS[zoom]!)}</span>
              <button
                type="button"
                aria-label={t('console.placement.zoom-in')}
                disabled={zoom === ZOOMS.length - 1}
                onClick={() => setZoom(zoom + 1)}
              >
                <Icon of={Plus} size={15} />
              </button>
            </div>
          </div>
          <Stage
            image={image}
            mesh={mesh}
            usable={problem === null}
            chosen={Math.min(chosen, handlesOf(mesh).length - 1)}
            magnify={magnify}
            src={(view === 'relief' && image.reliefUrl) || image.contentUrl!}
            zoom={ZOOMS[zoom]!}
            onChoose={choose}
            onBegin={(next) => setHistory((now) => push(now, next))}
            onMove={(next) => setHistory((now) => amend(now, next))}
          />
          <p className="hint">
            <span>
              <kbd className="kbd">1</kbd>–<kbd className="kbd">4</kbd> {t('console.placement.hint.choose')}
            </span>
            <span>
              <kbd className="kbd">←</kbd> <kbd className="kbd">→</kbd> {t('console.placement.hint.move')}{' '}
              <kbd className="kbd">Shift</kbd> {t('console.placement.hint.far')}
            </span>
            <span>
              {t('console.placement.hint.hold')} <kbd className="kbd">Z</kbd> {t('console.placement.hint.magnifier')}
            </span>
          </p>
        </div>
        <aside>
          <SamplePanel baseImageId={image.id} mesh={mesh} usable={problem === null} />
          <CornerFields
            mesh={mesh}
            size={image}
            chosen={Math.min(chosen, handlesOf(mesh).length - 1)}
            onChoose={choose}
            onChange={(next) => setHistory(push(history, next))}
            onReset={() => setHistory(push(history, WHOLE))}
          />
          <Checks {...checks} problem={problem && t('console.placement.bent', { detail: problem.detail })} />
        </aside>
      </div>
    </div>
  );
}

/** Leaving, by a link or by closing the tab, asks first while something is not saved. */
function useUnsavedWarning(unsaved: boolean): void {
  const blocker = useBlocker(unsaved);
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    // oxlint-disable-next-line no-alert -- the browser's own question, as for closing the tab
    if (window.confirm(t('console.placement.leave'))) blocker.proceed();
    else blocker.reset();
  }, [blocker]);
  useEffect(() => {
    if (!unsaved) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsaved]);
}
