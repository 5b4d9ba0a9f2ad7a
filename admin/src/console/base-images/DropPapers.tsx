import { ImageUp, X } from 'lucide-react';
import { type DragEvent, useId, useState } from 'react';
import { useRefresh } from 'react-admin';
import { problemText } from '../../api/problem';
import { ControlStrip } from '../../design/ControlStrip';
import { Icon } from '../../design/Icon';
import { t } from '../../i18n/translate';
import { percent } from '../shared/format';
import { uploadPaper } from './upload-paper';

interface Upload {
  readonly key: number;
  readonly name: string;
  readonly fraction: number;
  readonly problem?: string;
}

let keys = 0;

/** Photographs of paper, dropped or chosen; each with its own progress, and its own trouble. */
export function DropPapers() {
  const [over, setOver] = useState(false);
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const refresh = useRefresh();
  const input = useId();

  const change = (key: number, to: Partial<Upload>) =>
    setUploads((all) => all.map((upload) => (upload.key === key ? { ...upload, ...to } : upload)));
  const forget = (key: number) => setUploads((all) => all.filter((upload) => upload.key !== key));

  async function send(file: File) {
    const key = ++keys;
    setUploads((all) => [...all, { key, name: file.name, fraction: 0 }]);
    try {
      await uploadPaper(file, (fraction) => change(key, { fraction }));
      forget(key);
      refresh();
    } catch (failure) {
      change(key, { problem: problemText(failure) });
    }
  }
  const take = (files: FileList | null) => [...(files ?? [])].forEach((file) => void send(file));

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  }

  return (
    <div className="drop-papers">
      <label
        htmlFor={input}
        className={over ? 'drop-zone over' : 'drop-zone'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Icon of={ImageUp} size={20} />
        <span>
          <b>{t('console.papers.drop')}</b> {t('console.papers.drop.or')} <u>{t('console.papers.choose')}</u>
        </span>
        <span className="cap">{t('console.papers.formats')}</span>
        <input
          id={input}
          className="sr-only"
          type="file"
          multiple
          accept="image/jpeg,image/png,image/webp"
          onChange={(event) => {
            take(event.target.files);
            event.target.value = '';
          }}
        />
      </label>
      {uploads.length > 0 && (
        <ul aria-live="polite">
          {uploads.map(({ key, name, fraction, problem }) => (
            <li key={key}>
              <span>{name}</span>
              {problem ? (
                <>
                  <span className="problem">{problem}</span>
                  <button
                    type="button"
                    className="icon-button"
                    aria-label={t('action.close')}
                    onClick={() => forget(key)}
                  >
                    <Icon of={X} size={16} />
                  </button>
                </>
              ) : (
                <ControlStrip
                  label={
                    fraction < 1
                      ? t('console.papers.uploading', { share: percent(fraction) })
                      : t('console.papers.reading')
                  }
                  fraction={fraction}
                />
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
