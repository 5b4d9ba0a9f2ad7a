import { Layers, Plus, Search } from 'lucide-react';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api } from '../../api/client';
import { answerOf, problemText } from '../../api/problem';
import { Brand } from '../../design/Brand';
import { copyText } from '../../design/copy-text';
import { Icon } from '../../design/Icon';
import { useTitle } from '../../design/use-title';
import { studio } from '../../i18n/en/studio';
import { addTexts, t } from '../../i18n/translate';
import { ControlStrip } from '../../design/ControlStrip';
import { RequireSignIn } from '../../session/RequireSignIn';
import { saveAs } from '../export/save-as';
import { publicAddress } from '../export/share-link';
import { fetchedFile } from '../sources/server';
import { AccountMenu } from '../topbar/AccountMenu';
import { StudioNav } from '../topbar/StudioNav';
import { Segments } from '../../design/Segments';
import { useToast } from '../ui/use-toast';
import { BatchDialog } from './BatchDialog';
import { contactSheet } from './contact-sheet';
import { PrintCard } from './PrintCard';
import { SelectionBar } from './SelectionBar';
import { thumbnailOf } from './thumbnail-store';
import { type Print, usePrints } from './use-prints';
import { type Shares, useShares } from './use-shares';
import './gallery.css';

addTexts(studio);

export default function Gallery() {
  useTitle(t('studio.gallery.title'));
  return (
    <RequireSignIn>
      <Prints />
    </RequireSignIn>
  );
}

type Filter = 'all' | 'done' | 'shared' | 'failed';

function Prints() {
  const [sort, setSort] = useState<'-createdAt' | 'createdAt'>('-createdAt');
  const [search, setSearch] = useState('');
  const [filter, setFilter] = useState<Filter>('all');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [batch, setBatch] = useState(false);
  const [busy, setBusy] = useState<'zip' | 'sheet' | null>(null);
  const list = usePrints(sort);
  const shares = useShares();
  const toast = useToast();
  const navigate = useNavigate();
  const shown = list.prints.filter((print) => matches(print, search, filter, shares));
  const chosen = list.prints.filter(({ mapping }) => selected.has(mapping.id));

  const attempt = async (work: () => Promise<void>) => {
    await work().catch((error: unknown) => toast.show(problemText(error)));
  };
  const share = ({ mapping }: Print) =>
    attempt(async () => {
      const { token } = await shares.open(mapping.id);
      await copyText(publicAddress(token));
      toast.show(t('studio.export.copied'));
    });
  const withdraw = ({ mapping, artwork }: Print) =>
    attempt(async () => {
      await shares.withdraw(mapping.id);
      toast.show(t('studio.gallery.withdrawn', { title: artwork?.title ?? t('studio.untitled') }));
    });
  const download = ({ mapping, artwork }: Print) =>
    attempt(async () => saveAs(await fetchedFile(`/api/v1/mappings/${mapping.id}/result`), artwork?.title ?? ''));
  const duplicate = ({ mapping: { artworkId, baseImageId, preset, parameters, output } }: Print) =>
    attempt(async () => {
      list.add([
        await answerOf(api.POST('/api/v1/mappings', { body: { artworkId, baseImageId, preset, parameters, output } })),
      ]);
    });
  const remove = (prints: readonly Print[]) => {
    const undo = prints.map(({ mapping }) => list.remove(mapping.id));
    const [first] = prints;
    const text =
      prints.length === 1
        ? t('studio.gallery.deleted', { title: first!.artwork?.title ?? t('studio.untitled') })
        : t('studio.gallery.deleted-many', { count: prints.length });
    setSelected(new Set());
    toast.show(text, { label: t('action.undo'), run: () => undo.forEach((back) => back()) });
  };
  const finished = chosen.filter(({ mapping }) => mapping.result);
  const make = async (what: 'zip' | 'sheet', file: () => Promise<Blob>) => {
    setBusy(what);
    await attempt(async () => saveAs(await file(), t(`studio.gallery.${what}-name`)));
    setBusy(null);
  };
  const zip = () =>
    make('zip', async () =>
      fetchedFile(`/api/v1/mappings/archive?ids=${finished.map(({ mapping }) => mapping.id).join(',')}`),
    );
  const sheet = () => make('sheet', async () => sheetOf(finished));

  return (
    <div className="gallery">
      <header className="top">
        <Brand />
        <StudioNav />
        <span className="spring" />
        <Link className="btn ink" to="/" aria-label={t('studio.gallery.new')}>
          <Icon of={Plus} />
          <span>{t('studio.gallery.new')}</span>
        </Link>
        <AccountMenu onSignIn={() => void navigate('/sign-in')} />
      </header>
      <main>
        <div className="gallery-head">
          <h1>{t('studio.gallery.title')}</h1>
          <Segments<Filter>
            label={t('studio.gallery.title')}
            value={filter}
            options={[
              { value: 'all', label: t('studio.gallery.all', { count: list.total }) },
              { value: 'done', label: t('studio.gallery.done') },
              { value: 'shared', label: t('studio.gallery.shared') },
              { value: 'failed', label: t('studio.gallery.failed') },
            ]}
            onChange={setFilter}
          />
          <span className="spring" />
          <button type="button" className="btn" onClick={() => setBatch(true)}>
            <Icon of={Layers} size={16} />
            {t('studio.gallery.sheet')}
          </button>
          <label className="search">
            <Icon of={Search} size={16} />
            <input
              type="search"
              aria-label={t('studio.gallery.search')}
              placeholder={t('studio.gallery.search')}
              value={search}
              onChange={({ target }) => setSearch(target.value)}
            />
          </label>
          <select
            className="input"
            aria-label={t('studio.gallery.sort')}
            value={sort}
            onChange={({ target }) => setSort(target.value as '-createdAt' | 'createdAt')}
          >
            <option value="-createdAt">{t('studio.gallery.newest')}</option>
            <option value="createdAt">{t('studio.gallery.oldest')}</option>
          </select>
        </div>
        {list.problem && (
          <p className="card-fault" role="alert">
            {list.problem}{' '}
            <button type="button" className="link" onClick={list.reload}>
              {t('action.retry')}
            </button>
          </p>
        )}
        <ul className="wall">
          {shown.map((print) => (
            <PrintCard
              key={print.mapping.id}
              print={print}
              selected={selected.has(print.mapping.id)}
              onSelect={(on) =>
                setSelected(
                  (now) => new Set([...now].filter((id) => id !== print.mapping.id).concat(on ? print.mapping.id : [])),
                )
              }
              share={shares.of(print.mapping.id)}
              onShare={() => void share(print)}
              onWithdraw={() => void withdraw(print)}
              onDuplicate={() => void duplicate(print)}
              onDownload={() => void download(print)}
              onDelete={() => remove([print])}
            />
          ))}
        </ul>
        {list.loading && <ControlStrip label={t('page.loading')} />}
        {!list.loading && list.total === 0 && list.prints.length === 0 && !list.problem && <Empty />}
        {!list.loading && list.prints.length > 0 && shown.length === 0 && (
          <p className="nothing">
            {t(search.trim() === '' ? 'studio.gallery.none-such' : 'studio.gallery.none', { search })}
          </p>
        )}
        {!list.loading && list.prints.length < list.total && (
          <button type="button" className="btn more" onClick={list.more}>
            {t('studio.gallery.more')}
          </button>
        )}
      </main>
      {chosen.length > 0 && (
        <SelectionBar
          selected={chosen}
          busy={busy}
          onSheet={() => void sheet()}
          onDownload={() => void zip()}
          onDelete={() => remove(chosen)}
          onClear={() => setSelected(new Set())}
        />
      )}
      {batch && (
        <BatchDialog
          papers={list.papers}
          onClose={() => setBatch(false)}
          onStarted={(mappings) => {
            setBatch(false);
            setFilter('all');
            toast.show(t('studio.batch.started', { count: mappings.length }));
            list.add(mappings);
            setSelected(new Set(mappings.map(({ id }) => id)));
          }}
        />
      )}
      {toast.element}
    </div>
  );
}

async function sheetOf(prints: readonly Print[]): Promise<Blob> {
  const { signal } = new AbortController();
  return contactSheet(
    await Promise.all(
      prints.map(async ({ mapping, artwork, paper }) => ({
        picture: await thumbnailOf(mapping, signal),
        title: artwork?.title ?? t('studio.untitled'),
        paper: paper?.name ?? '',
      })),
    ),
  );
}

function Empty() {
  return (
    <div className="empty">
      <p>{t('studio.empty')}</p>
      <Link className="btn ink lg" to="/">
        {t('studio.gallery.new')}
      </Link>
    </div>
  );
}

function matches({ mapping, artwork, paper }: Print, search: string, filter: Filter, shares: Shares): boolean {
  const text = `${artwork?.title ?? ''} ${paper?.name ?? ''}`.toLowerCase();
  if (!text.includes(search.trim().toLowerCase())) return false;
  if (filter === 'done') return mapping.status === 'succeeded';
  if (filter === 'shared') return shares.of(mapping.id) !== undefined;
  return filter === 'all' || mapping.status === 'failed';
}
