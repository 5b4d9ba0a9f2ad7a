import { Download, Link2 } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Link, useParams } from 'react-router';
import { api, type Schema } from '../api/client';
import { answerOf, ApiProblem } from '../api/problem';
import { ControlStrip } from '../design/ControlStrip';
import { copyText } from '../design/copy-text';
import { Icon } from '../design/Icon';
import { Segments } from '../design/Segments';
import { useTitle } from '../design/use-title';
import { share } from '../i18n/en/share';
import { addTexts, t } from '../i18n/translate';
import { NotFoundPage } from '../page/NotFoundPage';
import { PrintLayout, type PrintFacts } from './PrintLayout';

addTexts(share);

type SharedPrint = Schema['SharedPrint'];

const VIEWS = ['print', 'compare'] as const;
type View = (typeof VIEWS)[number];

/** The print that came with the document, if it is the one: src/shares/print-document.ts. */
function printInDocument(token: string): SharedPrint | null {
  const facts = document.getElementById('shared-print')?.textContent;
  const print = facts ? (JSON.parse(facts) as SharedPrint) : null;
  return print?.token === token ? print : null;
}

/** One print, for everybody who has the link. */
export default function SharePage() {
  const { id = '' } = useParams();
  const [print, setPrint] = useState<SharedPrint | 'absent' | null>(() => printInDocument(id));
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    const known = printInDocument(id);
    if (known) return setPrint(known);
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
  const { paper, width, height, pictureUrl, flatUrl, createdAt } = print;
  const lives = useSyncExternalStore(never, isDrawnHere, isDrawnBefore);
  const [view, setView] = useState<View>('compare');
  const [flat, setFlat] = useState<'coming' | 'drawn' | 'absent'>(flatUrl ? 'coming' : 'absent');
  const [copied, setCopied] = useState(false);
  const facts = factsOf(print);
  useTitle(facts.title);
  const copy = async () => {
    await copyText(window.location.href);
    setCopied(true);
  };
  if (!lives) return <PrintLayout facts={facts} />;
  return (
    <PrintLayout
      facts={facts}
      link={
        <Link className="btn" to="/">
          {t('share.own')}
        </Link>
      }
      flat={flatUrl && <img src={flatUrl} alt="" onLoad={() => setFlat('drawn')} onError={() => setFlat('absent')} />}
      compares={view === 'compare' && flat === 'drawn'}
    >
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
      {flat !== 'absent' && (
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
    </PrintLayout>
  );
}

/** As the server writes them into the document, which comes alive as it is. */
function factsOf({ title, artist, width, height, card, pictureUrl }: SharedPrint): PrintFacts {
  const smaller = card && card.width < width ? [`${card.url} ${card.width}w`] : [];
  return {
    title: title || t('share.untitled'),
    artist,
    width,
    height,
    aspect: width / height,
    picture: pictureUrl,
    sources: [...smaller, `${pictureUrl} ${width}w`].join(', '),
  };
}

/** Whether the page is drawn here, or comes alive that was drawn before. */
const isDrawnHere = () => true;
const isDrawnBefore = () => false;
const never = () => () => undefined;
