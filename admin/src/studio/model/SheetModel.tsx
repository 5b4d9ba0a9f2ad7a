import { Box } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { ControlStrip } from '../../design/ControlStrip';
import { Icon } from '../../design/Icon';
import { t } from '../../i18n/translate';
import { saveAs } from '../export/save-as';
import { detailSize } from '../preview/detail-size';
import { livePreview } from '../preview/live';
import type { PreviewWish } from '../preview/live-preview';
import { REST_MILLISECONDS, usePreview } from '../preview/use-preview';
import { SheetScene } from './sheet-scene';

/** Points along the sheet's longer side. */
const GRID = 320;
const START = { azimuth: 225, elevation: 38, depth: 1 };

/** The print as a sheet to turn under a lamp; the picture itself where the browser shows no 3D. */
export default function SheetModel({ wish }: { readonly wish: PreviewWish }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [scene, setScene] = useState<SheetScene | 'absent' | null>(null);
  const [laid, setLaid] = useState(false);
  const [light, setLight] = useState(START);
  const { art, paper, parameters } = wish;

  useEffect(() => {
    let made: SheetScene;
    try {
      made = new SheetScene(canvas.current!);
    } catch {
      setScene('absent');
      return undefined;
    }
    setScene(made);
    return () => made.dispose();
  }, []);

  useEffect(() => {
    if (scene === null || scene === 'absent') return undefined;
    let current = true;
    const relief = livePreview.relief(paper, GRID);
    const lay = async (longest: number) => {
      const [grid, { picture }] = await Promise.all([
        relief,
        livePreview.render({ art, paper, parameters, view: 'unlit', longest }),
      ]);
      if (current) scene.lay(grid, picture);
      picture.close();
      setLaid(true);
    };
    void lay(wish.longest);
    const timer = setTimeout(() => {
      const { clientWidth, clientHeight } = canvas.current!;
      const shown = Math.max(clientWidth, clientHeight) * window.devicePixelRatio;
      const detail = detailSize(wish.longest, shown, Math.max(paper.width, paper.height));
      if (detail !== null) void lay(detail);
    }, REST_MILLISECONDS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [scene, art, paper, parameters, wish.longest]);

  useEffect(() => {
    if (scene === null || scene === 'absent') return;
    scene.setLight(light.azimuth, light.elevation);
    scene.setDepth(light.depth);
  }, [scene, light, laid]);

  if (scene === 'absent') return <FlatInstead wish={wish} />;
  const press = (event: React.KeyboardEvent) => {
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (!by || !scene) return;
    event.preventDefault();
    scene.turn(by[0]!, by[1]!);
  };
  return (
    <div className="model">
      <div className="model-canvas">
        <canvas ref={canvas} role="img" tabIndex={0} aria-label={t('studio.model.label')} onKeyDown={press} />
        {!laid && <ControlStrip label={t('studio.model.opening')} />}
      </div>
      <div className="model-controls">
        <Dial
          label={t('studio.model.light')}
          unit="°"
          from={0}
          to={360}
          value={light.azimuth}
          onChange={(azimuth) => setLight({ ...light, azimuth })}
        />
        <Dial
          label={t('studio.model.depth')}
          unit="×"
          from={0}
          to={3}
          step={0.1}
          value={light.depth}
          onChange={(depth) => setLight({ ...light, depth })}
        />
        <button
          type="button"
          className="btn sm"
          disabled={!laid}
          aria-label={t('studio.model.download')}
          title={t('studio.model.download')}
          onClick={() => void scene?.toGlb().then((file) => saveAs(file, art.title))}
        >
          <Icon of={Box} />
          <span className="not-phone">{t('studio.model.download')}</span>
        </button>
      </div>
    </div>
  );
}

function FlatInstead({ wish }: { readonly wish: PreviewWish }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { canvasKey } = usePreview(canvas, wish, false);
  return (
    <div className="model absent">
      <p className="cap">{t('studio.model.absent')}</p>
      <div className="sheet">
        <canvas key={canvasKey} ref={canvas} />
      </div>
    </div>
  );
}

interface DialProps {
  readonly label: string;
  readonly unit: string;
  readonly from: number;
  readonly to: number;
  readonly step?: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

function Dial({ label, unit, from, to, step = 1, value, onChange }: DialProps) {
  const id = useId();
  const at = (100 * (value - from)) / (to - from);
  return (
    <div className="dial">
      <label htmlFor={id}>{label}</label>
      <div className="track" style={{ '--at': at } as React.CSSProperties}>
        <input
          id={id}
          type="range"
          min={from}
          max={to}
          step={step}
          value={value}
          aria-valuetext={`${value} ${unit}`}
          onChange={({ target }) => onChange(target.valueAsNumber)}
        />
      </div>
      <span className="num cap">
        {value}
        {unit}
      </span>
    </div>
  );
}
