import { memo, useState } from 'react';
import { t } from '../../i18n/translate';
import type { Shelf } from '../shelf/shelf';
import type { ArtChoice, PaperChoice } from '../sources/choices';
import { Segments } from '../../design/Segments';
import { ArtworksRail } from './ArtworksRail';
import { PapersRail } from './PapersRail';

interface RailProps {
  readonly shelf: Shelf;
  /** Keys of what is chosen. */
  readonly art: string;
  readonly paper: string;
  readonly onArt: (art: ArtChoice) => void;
  readonly onPaper: (paper: PaperChoice) => void;
  /** A paper is likely to be chosen next. */
  readonly onExpectPaper: (paper: PaperChoice) => void;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onPhoto: (file: File) => void;
  readonly onGenerate: () => void;
}

/** What to print on, and what to print. */
export const Rail = memo((props: RailProps) => {
  const { shelf, art, paper, onArt, onPaper, onExpectPaper, onFiles, onPhoto, onGenerate } = props;
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
          chosen={paper}
          making={shelf.making}
          onChoose={onPaper}
          onExpect={onExpectPaper}
          onPhoto={onPhoto}
          onGenerate={onGenerate}
        />
      ) : (
        <ArtworksRail
          artworks={shelf.artworks}
          chosen={art}
          sending={shelf.sending}
          onChoose={onArt}
          onFiles={onFiles}
        />
      )}
    </aside>
  );
});
Rail.displayName = 'Rail';
