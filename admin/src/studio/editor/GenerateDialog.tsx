import { Sparkles } from 'lucide-react';
import { useId, useState } from 'react';
import { PAPER_STYLE_NAMES, type PaperStyle } from '../../../../src/engine/core/papers/paper';
import type { Schema } from '../../api/client';
import { Icon } from '../../design/Icon';
import { t } from '../../i18n/translate';
import { Dialog } from '../ui/Dialog';
import { Segments } from '../../design/Segments';

interface GenerateDialogProps {
  readonly onClose: () => void;
  readonly onStart: (wish: Schema['PaperWish']) => void;
}

const SHAPES = { landscape: [3000, 2000], portrait: [2000, 3000], square: [2400, 2400] } as const;
type Shape = keyof typeof SHAPES;

/** A new paper: by AI where the service has it, folded by the engine otherwise. */
export function GenerateDialog({ onClose, onStart }: GenerateDialogProps) {
  const [shape, setShape] = useState<Shape>('landscape');
  const id = useId();
  const submit = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => ((form.get(name) as string | null) ?? '').trim();
    const [width, height] = SHAPES[shape];
    onStart({
      style: text('style') as PaperStyle,
      width,
      height,
      ...(text('prompt') !== '' && { prompt: text('prompt') }),
      ...(text('seed') !== '' && { seed: Number(text('seed')) }),
    });
  };
  return (
    <Dialog title={t('studio.generate.title')} onClose={onClose}>
      <form onSubmit={submit}>
        <div className="field">
          <label htmlFor={`${id}-prompt`}>{t('studio.generate.prompt')}</label>
          <textarea id={`${id}-prompt`} name="prompt" rows={2} maxLength={1000} />
        </div>
        <div className="field">
          <label htmlFor={`${id}-style`}>{t('studio.generate.style')}</label>
          <select id={`${id}-style`} name="style">
            {PAPER_STYLE_NAMES.map((style) => (
              <option key={style} value={style}>
                {style.slice(0, 1).toUpperCase() + style.slice(1).replaceAll('-', ' ')}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <span className="lbl">{t('studio.generate.shape')}</span>
          <Segments
            label={t('studio.generate.shape')}
            value={shape}
            options={(Object.keys(SHAPES) as Shape[]).map((value) => ({ value, label: t(`studio.generate.${value}`) }))}
            onChange={setShape}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}-seed`}>{t('studio.generate.seed')}</label>
          <input id={`${id}-seed`} name="seed" type="number" min={0} max={0xffffffff} step={1} />
        </div>
        <button type="submit" className="btn ink lg wide">
          <Icon of={Sparkles} />
          {t('studio.generate.start')}
        </button>
      </form>
    </Dialog>
  );
}
