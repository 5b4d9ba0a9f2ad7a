import { useState } from 'react';
import { t } from '../../i18n/translate';
import type { Edit } from '../edit/edit';
import type { Shelf } from '../shelf/shelf';
import type { ArtChoice, PaperChoice } from '../sources/choices';
import { Segments } from '../../design/Segments';
import { ArtworksRail } from './ArtworksRail';
import { PapersRail } from './PapersRail';

interface RailProps {
  readonly shelf: Shelf;
  readonly edit: Edit;
  readonly onArt: (art: ArtChoice) => void;
  readonly onPaper: (paper: PaperChoice) => void;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onPhoto: (file: File) => void;
  readonly onGenerate: () => void;
}

/** What to print on, and what to print. */
export function Rail({ shelf, edit, onArt, onPaper, onFiles, onPhoto, onGenerate }: RailProps) {
  const [part, setPart] = useState<'papers' | 'artworks'>('papers');
  return (
    <aside className="rail" aria-label={t(`studio.${part}`)}>
      <Segments
        label={t('studio.nav.main')}
        value={part}
        options={[
          { value: 'papers', label: t('studio.papers') },
          { value: 'artworks', label: t('studio.artworks') },
        ]}
        onChange={setPart}
      />
      {part === 'papers' ? (
        <PapersRail
          papers={shelf.papers}
          chosen={edit.baseImageId}
          making={shelf.making}
          onChoose={onPaper}
          onPhoto={onPhoto}
          onGenerate={onGenerate}
        />
      ) : (
        <ArtworksRail
          artworks={shelf.artworks}
          chosen={edit.artworkId}
          sending={shelf.sending}
          onChoose={onArt}
          onFiles={onFiles}
        />
      )}
    </aside>
  );
}
