import { Plus, X } from 'lucide-react';
import { useRef } from 'react';
import { Icon } from '../../design/Icon';
import { ControlStrip } from '../../design/ControlStrip';
import { t } from '../../i18n/translate';
import type { Sending } from '../shelf/shelf';
import type { ArtChoice } from '../sources/choices';
import { ACCEPTED_TYPES } from '../sources/local-files';
import { scrollIntoSight } from './scroll-into-sight';

interface ArtworksRailProps {
  readonly artworks: readonly ArtChoice[];
  readonly chosen: string;
  readonly sending: readonly Sending[];
  readonly onChoose: (art: ArtChoice) => void;
  readonly onFiles: (files: readonly File[]) => void;
}

/** The artworks at hand, and those on their way to the server. */
export function ArtworksRail({ artworks, chosen, sending, onChoose, onFiles }: ArtworksRailProps) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <div className="rail-head">
        <h2 className="sr-only">{t('studio.artworks')}</h2>
        <span className="cap num">{artworks.length}</span>
      </div>
      <ul className="rail-list" id="artworks">
        {artworks.map((art) => (
          <li key={art.key}>
            <button
              type="button"
              className="tile"
              aria-pressed={art.key === chosen}
              ref={art.key === chosen ? scrollIntoSight : undefined}
              onClick={() => onChoose(art)}
            >
              <span className="tile-picture whole">
                <img src={art.thumbnail} alt="" loading="lazy" />
              </span>
              <span className="tile-name work">{art.title}</span>
            </button>
            <SendingStrip sending={sending.find(({ key }) => key === art.key)} />
          </li>
        ))}
      </ul>
      <div className="rail-foot">
        <button type="button" className="btn sm wide" onClick={() => picker.current!.click()}>
          <Icon of={Plus} />
          {t('studio.artworks.add')}
        </button>
        <input
          ref={picker}
          type="file"
          hidden
          multiple
          accept={ACCEPTED_TYPES.join()}
          onChange={(event) => {
            onFiles([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
      </div>
    </>
  );
}

function SendingStrip({ sending }: { readonly sending: Sending | undefined }) {
  if (!sending) return null;
  const { name, fraction, cancel } = sending;
  const percent = Math.round(fraction * 100);
  const label =
    percent < 100 ? t('studio.artworks.uploading', { name, percent }) : t('studio.artworks.checking', { name });
  return (
    <div className="sending">
      <ControlStrip label={label} fraction={fraction} />
      <button type="button" className="icon-button" aria-label={t('studio.artworks.cancel', { name })} onClick={cancel}>
        <Icon of={X} size={14} />
      </button>
    </div>
  );
}
