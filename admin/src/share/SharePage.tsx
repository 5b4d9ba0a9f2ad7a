import { Download, Link2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';
import { api, type Schema } from '../api/client';
import { answerOf, ApiProblem } from '../api/problem';
import { BeforeAfter } from '../design/BeforeAfter';
import { Brand } from '../design/Brand';
import { ControlStrip } from '../design/ControlStrip';
import { copyText } from '../design/copy-text';
import { CropMarks } from '../design/CropMarks';
import { Icon } from '../design/Icon';
import { Segments } from '../design/Segments';
import { useTitle } from '../design/use-title';
import { share } from '../i18n/en/share';
import { addTexts, t } from '../i18n/translate';
import { NotFoundPage } from '../page/NotFoundPage';
import './share-page.css';

addTexts(share);

type SharedPrint = Schema['SharedPrint'];

const VIEWS = ['print', 'compare'] as const;
type View = (typeof VIEWS)[number];

/** How wide the print is shown: share-page.css, `.share-picture .sheet`. */
const pictureSizes = (aspect: number) =>
  `(max-width: 1119px) min(100vw - 56px, (100vh - 196px) * ${aspect}), min(86vw - 384px, (100vh - 196px) * ${aspect})`;

/** One print, for everybody who has the link. */
export default function SharePage() {
  const { id = '' } = useParams();
  const [print, setPrint] = useState<SharedPrint | 'absent' | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    answerOf(api.GET('/api/v1/shares/{token}', { params: { path: { token: id } } })).then(
      setPrint,
      (error: unknown) => {
        const isGone = error instanceof ApiProblem && (error.status === 404 || error.status === 422);
        if (isGone) setPrint('absent');
        else setProblem(error instanceof Error ? error.message : t('problem.unknown'));
      },
    );
  }, [id]);
  if (print === 'absent') return <NotFoundPage />;
  if (print) return <Shown print={print} />;
  return (
    <main className="page-message">
      {problem ? <p role="alert">{problem}</p> : <ControlStrip label={t('share.opening')} />}
    </main>
  );
}

function Shown({ print }: { readonly print: SharedPrint }) {
  const { title, artist, paper, width, height, card, pictureUrl, flatUrl, createdAt } = print;
  const [view, setView] = useState<View>('compare');
  const [flat, setFlat] = useState<'coming' | 'drawn' | 'absent'>(flatUrl ? 'coming' : 'absent');
  const compares = view === 'compare' && flat === 'drawn';
  const [copied, setCopied] = useState(false);
  const name = title || t('share.untitled');
  useTitle(name);
  const copy = async () => {
    await copyText(window.location.href);
    setCopied(true);
  };
  return (
    <div className="share">
      <header>
        <Brand />
        <Link className="btn" to="/">
          {t('share.own')}
        </Link>
      </header>
      <main>
        <div className="share-picture">
          <div className="sheet" style={{ '--aspect': width / height } as React.CSSProperties}>
            <CropMarks />
            <BeforeAfter
              only={compares ? undefined : 'after'}
              before={
                flatUrl && (
                  <img src={flatUrl} alt="" onLoad={() => setFlat('drawn')} onError={() => setFlat('absent')} />
                )
              }
              after={
                <img
                  src={pictureUrl}
                  {...(card &&
                    card.width < width && {
                      srcSet: `${card.url} ${card.width}w, ${pictureUrl} ${width}w`,
                      sizes: pictureSizes(width / height),
                    })}
                  width={width}
                  height={height}
                  alt={name}
                  fetchPriority="high"
                />
              }
              labels={{ before: t('share.flat'), after: t('share.printed'), compare: t('share.compare') }}
            />
          </div>
        </div>
        <div className="share-label">
          <h1 className="work">{name}</h1>
          {artist && <p className="by">{artist}</p>}
          <dl>
            {paper && (
              <>
                <dt>{t('share.paper')}</dt>
                <dd>{paper}</dd>
              </>
            )}
            <dt>{t('share.size')}</dt>
            <dd className="num">{t('share.pixels', { width, height })}</dd>
            <dt>{t('share.made')}</dt>
            <dd>{new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(new Date(createdAt))}</dd>
          </dl>
          {flat === 'drawn' && (
            <Segments<View>
              label={t('share.view')}
              value={view}
              options={VIEWS.map((value) => ({ value, label: t(`share.view.${value}`) }))}
              onChange={setView}
            />
          )}
          <a className="btn ink lg wide" href={pictureUrl} download>
            <Icon of={Download} />
            {t('share.download', { pixels: Math.max(width, height) })}
          </a>
          <button type="button" className="btn lg wide" onClick={() => void copy()}>
            <Icon of={Link2} />
            <span aria-live="polite">{t(copied ? 'share.copied' : 'share.copy')}</span>
          </button>
          <p className="cap">{t('share.withdraw')}</p>
        </div>
      </main>
    </div>
  );
}
