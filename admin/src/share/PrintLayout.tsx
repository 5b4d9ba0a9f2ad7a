import type { ReactNode } from 'react';
import { BeforeAfter } from '../design/BeforeAfter';
import { Brand } from '../design/Brand';
import { CropMarks } from '../design/CropMarks';
import { t } from '../i18n/translate';
import './share-page.css';

/** What of a print is in its document already. Numbers may be what they are to be written in place of. */
export interface PrintFacts {
  readonly title: string;
  readonly artist: string;
  readonly width: number | string;
  readonly height: number | string;
  /** Width to height. */
  readonly aspect: number | string;
  readonly picture: string;
  /** What a browser chooses from. */
  readonly sources: string;
}

interface PrintLayoutProps {
  readonly facts: PrintFacts;
  /** What else there is once the page lives: beside the brand, before the picture, and below its title. */
  readonly link?: ReactNode;
  readonly flat?: ReactNode;
  readonly compares?: boolean;
  readonly children?: ReactNode;
}

/** The page of a shared print, whose picture and title stay where they are from its first paint on. */
export function PrintLayout({ facts, link, flat, compares = false, children }: PrintLayoutProps) {
  const { title, artist, width, height, aspect, picture, sources } = facts;
  return (
    <div className="share">
      <header>
        <Brand />
        {link}
      </header>
      <main>
        <div className="share-picture">
          <div className="sheet" style={{ '--aspect': aspect } as React.CSSProperties}>
            <CropMarks />
            <BeforeAfter
              only={compares ? undefined : 'after'}
              before={flat}
              after={
                <img
                  sizes={pictureSizes(aspect)}
                  srcSet={sources}
                  src={picture}
                  width={width}
                  height={height}
                  alt={title}
                  fetchPriority="high"
                />
              }
              labels={{ before: t('share.flat'), after: t('share.printed'), compare: t('share.compare') }}
            />
          </div>
        </div>
        <div className="share-label">
          <h1 className="work">{title}</h1>
          <p className="by">{artist}</p>
          {children}
        </div>
      </main>
    </div>
  );
}

/** How wide the print is shown: share-page.css, `.share-picture .sheet`. */
function pictureSizes(aspect: number | string): string {
  const byHeight = `(100vh - 196px) * ${aspect}`;
  return `(max-width: 1119px) min(100vw - 56px, ${byHeight}), min(86vw - 384px, ${byHeight})`;
}
