import { type ReactNode, type RefObject, useCallback, useEffect, useRef } from 'react';
import { BeforeAfter } from '../../design/BeforeAfter';
import { t } from '../../i18n/translate';
import type { EditActions } from '../edit/edit-store';
import type { PreviewWish } from '../preview/live-preview';
import { type PreviewState, usePreview } from '../preview/use-preview';

interface PrintsProps {
  readonly wish: PreviewWish;
  readonly compare: boolean;
  /** The flat artwork instead of the print, for as long as a key is held. */
  readonly flat: boolean;
  readonly interactive: boolean;
  readonly follow: EditActions['follow'];
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly onState: (state: PreviewState) => void;
}

/** The print as it would be, and the flat artwork in the same place. */
export function Prints({ wish, compare, flat, interactive, follow, canvas, onState }: PrintsProps): ReactNode {
  const unprinted = useRef<HTMLCanvasElement>(null);
  const parameters = useCallback(
    (tell: (parameters: PreviewWish['parameters']) => void) => follow((edit) => tell(edit.parameters)),
    [follow],
  );
  const state = usePreview(canvas, wish, interactive, parameters);
  const { canvasKey } = usePreview(
    unprinted,
    compare || flat ? { ...wish, view: 'flat' } : null,
    interactive,
    parameters,
  );
  useEffect(() => onState(state), [onState, state]);
  return (
    <BeforeAfter
      only={flat ? 'before' : compare ? undefined : 'after'}
      before={<canvas key={canvasKey} ref={unprinted} />}
      after={<canvas key={state.canvasKey} ref={canvas} className="print" />}
      labels={{
        before: t('studio.stage.flat'),
        after: t('studio.stage.printed'),
        compare: t('studio.stage.compare'),
      }}
    />
  );
}
