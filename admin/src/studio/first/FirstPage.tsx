import { ImageUp } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { BeforeAfter } from '../../design/BeforeAfter';
import { Brand } from '../../design/Brand';
import { CropMarks } from '../../design/CropMarks';
import { Icon } from '../../design/Icon';
import { t } from '../../i18n/translate';
import type { Beginning } from '../editor/beginning';
import { faultText } from '../editor/Faults';
import { useArrivals } from '../editor/use-arrivals';
import flat1024 from '../samples/flat-1024.avif?url';
import flat1600 from '../samples/flat-1600.avif?url';
import flat640 from '../samples/flat-640.avif?url';
import flat from '../samples/flat.webp?url';
import printed1024 from '../samples/printed-1024.avif?url';
import printed1600 from '../samples/printed-1600.avif?url';
import printed640 from '../samples/printed-640.avif?url';
import printed from '../samples/printed.webp?url';
import type { ArtChoice } from '../sources/choices';
import { ACCEPTED_TYPES, faultOf, localArtwork, titleOf, UPLOAD_LIMIT } from '../sources/local-files';
import { SAMPLE_ARTWORKS } from '../sources/samples';
import { repeatEarlyClick } from './early-input';
import { LEAD_PICTURE_SIZES, leadPictureSources } from './lead-picture';
import './first-page.css';

interface FirstPageProps {
  readonly onBegin: (beginning: Beginning) => void;
  /** The page is quiet: what comes next may be fetched. */
  readonly onReady: () => void;
}

/** What this is, in one sentence and one picture, and the place to drop an artwork. */
export function FirstPage({ onBegin, onReady }: FirstPageProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const begin = async (art: ArtChoice, name: string) => {
    const { beginWith } = await import('../editor/beginning');
    try {
      onBegin(await beginWith(art));
    } catch {
      setProblem(faultText({ code: 'UNREADABLE', name }));
    }
  };
  const take = ([file]: readonly File[]) => {
    if (!file) return;
    const fault = faultOf(file, UPLOAD_LIMIT);
    setProblem(fault && faultText(fault));
    if (!fault) void begin(localArtwork(file, titleOf(file.name)), file.name);
  };
  const arriving = useArrivals(take);
  useEffect(repeatEarlyClick, []);
  useEffect(() => {
    const timer = setTimeout(onReady, 1200);
    return () => clearTimeout(timer);
  }, [onReady]);

  return (
    <main className="first">
      <section className="first-side">
        <header>
          <Brand />
          <Link className="btn bare" to="/sign-in">
            {t('session.sign-in')}
          </Link>
        </header>
        <div className="first-body">
          <h1>{t('studio.first.sentence')}</h1>
          <div className={arriving ? 'drop-zone arriving-here' : 'drop-zone'}>
            <CropMarks />
            <div>
              <Icon of={ImageUp} size={26} />
              <b>{t(arriving ? 'studio.first.drop-now' : 'studio.first.drop')}</b>
              <span>
                {t('studio.first.or')}{' '}
                <button type="button" className="link" onClick={() => picker.current!.click()}>
                  {t('studio.first.choose')}
                </button>
              </span>
              <input
                ref={picker}
                type="file"
                hidden
                accept={ACCEPTED_TYPES.join()}
                onChange={({ target }) => {
                  take([...(target.files ?? [])]);
                  target.value = '';
                }}
              />
            </div>
          </div>
          {problem ? (
            <p className="problem limits" role="alert">
              {problem}
            </p>
          ) : (
            <p className="cap limits">{t('studio.first.limits', { megabytes: UPLOAD_LIMIT / 1_000_000 })}</p>
          )}
          <div className="borrow">
            <span className="lbl">{t('studio.first.borrow')}</span>
            <ul>
              {SAMPLE_ARTWORKS.map((art) => (
                <li key={art.key}>
                  <button
                    type="button"
                    aria-label={t('studio.first.borrow-one', { title: art.title })}
                    title={art.title}
                    onClick={() => void begin(art, art.title)}
                  >
                    <img src={art.thumbnail} alt="" width={44} height={44} fetchPriority="low" />
                  </button>
                </li>
              ))}
            </ul>
          </div>
        </div>
        <footer className="cap">
          {t('studio.first.keep')}
          <span className="spring" />
          <a href="/docs">{t('studio.first.api')}</a>
        </footer>
      </section>
      <figure className="first-picture">
        <div className="sheet">
          <CropMarks />
          <BeforeAfter
            start={46}
            before={<Picture files={[flat640, flat1024, flat1600]} plain={flat} alt={t('studio.first.example-flat')} />}
            after={
              <Picture
                first
                files={[printed640, printed1024, printed1600]}
                plain={printed}
                alt={t('studio.first.example-printed')}
              />
            }
            labels={{
              before: t('studio.stage.flat'),
              after: t('studio.stage.printed'),
              compare: t('studio.stage.compare'),
            }}
          />
        </div>
        <figcaption>
          <span className="work">{t('studio.first.example')}</span> {t('studio.first.example-by')}
        </figcaption>
      </figure>
    </main>
  );
}

interface PictureProps {
  /** The same picture, the smallest first. */
  readonly files: readonly [string, string, string];
  /** For browsers that cannot show those. */
  readonly plain: string;
  readonly alt: string;
  /** Before all other pictures, which wait for it. */
  readonly first?: boolean;
}

function Picture({ files, plain, alt, first = false }: PictureProps) {
  return (
    <picture>
      <source type="image/avif" srcSet={leadPictureSources(files)} sizes={LEAD_PICTURE_SIZES} />
      <img src={plain} width={1024} height={1024} alt={alt} fetchPriority={first ? 'high' : 'low'} draggable={false} />
    </picture>
  );
}
