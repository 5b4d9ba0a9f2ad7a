import { Grid2x2, List as Rows, Star } from 'lucide-react';
import { useState } from 'react';
import { DataTable, FunctionField, ListBase, useListContext, useUnselectAll } from 'react-admin';
import { Link } from 'react-router';
import { api, type Schema } from '../../api/client';
import { answerOf } from '../../api/problem';
import { Icon } from '../../design/Icon';
import { t } from '../../i18n/translate';
import { PageHead } from '../layout/PageHead';
import { SearchFilter, SegmentFilter, SelectFilter } from '../shared/Filters';
import { dateTime, size } from '../shared/format';
import { ListFrame } from '../shared/ListFrame';
import { PictureGallery } from '../shared/PictureGallery';
import { TableScroll } from '../shared/TableScroll';
import { Owner } from '../shared/Owner';
import { useAction } from '../shared/use-action';
import { BaseImageStateTag } from './BaseImageStateTag';
import { BaseImageTags } from './BaseImageTags';
import { DropPapers } from './DropPapers';
import { GeneratePaper } from './GeneratePaper';
import './base-images.css';

type BaseImage = Schema['BaseImage'];
const LIVE_MILLISECONDS = 3000;

export function BaseImageList() {
  const [view, setView] = useState<'gallery' | 'list'>('gallery');
  return (
    <ListBase<BaseImage>
      sort={{ field: 'createdAt', order: 'DESC' }}
      perPage={25}
      storeKey={false}
      queryOptions={{
        refetchInterval: ({ state }) =>
          state.data?.data.some((image) => image.state === 'preparing') ? LIVE_MILLISECONDS : false,
      }}
    >
      <PageHead title={t('console.base-images')}>
        <div className="seg" role="group" aria-label={t('console.view')}>
          <button type="button" aria-pressed={view === 'gallery'} onClick={() => setView('gallery')}>
            <Icon of={Grid2x2} size={15} />
            {t('console.view.gallery')}
          </button>
          <button type="button" aria-pressed={view === 'list'} onClick={() => setView('list')}>
            <Icon of={Rows} size={15} />
            {t('console.view.list')}
          </button>
        </div>
        <GeneratePaper />
      </PageHead>
      <ListFrame
        empty={t('console.papers.empty')}
        filters={
          <>
            <DropPapers />
            <SearchFilter name="search" label={t('console.papers.search')} />
            <SearchFilter name="tag" label={t('console.papers.with-tag')} />
            <SegmentFilter
              name="owner"
              label={t('console.owner')}
              choices={[
                ['library', t('console.papers.library')],
                ['own', t('console.papers.own')],
              ]}
            />
            <SelectFilter
              name="source"
              label={t('console.papers.any-source')}
              choices={(['uploaded', 'ai', 'procedural'] as const).map((source) => [
                source,
                t(`console.papers.${source}`),
              ])}
            />
            <SelectFilter
              name="state"
              label={t('console.papers.any-state')}
              choices={(['preparing', 'ready', 'failed'] as const).map((state) => [
                state,
                t(`console.papers.${state}`),
              ])}
            />
          </>
        }
      >
        {view === 'gallery' ? <Gallery /> : <Table />}
      </ListFrame>
    </ListBase>
  );
}

function Gallery() {
  return (
    <PictureGallery<BaseImage>
      resource="base-images"
      pictureOf={({ name, thumbnailUrl, source }) => ({
        label: name,
        src: thumbnailUrl,
        plate: source === 'ai' && (
          <span className="plate">
            <span className="sr-only">{t('console.papers.ai')}</span>
            <span aria-hidden="true">AI</span>
          </span>
        ),
      })}
    >
      {(image) => (
        <>
          <p className="caption">
            <Link to={`/console/base-images/${image.id}/show`}>{image.name}</Link>
            <BaseImageStateTag image={image} />
          </p>
          <p className="cap">
            {size(image)}
            {image.default && (
              <>
                {' · '}
                <b>{t('console.papers.default')}</b>
              </>
            )}
          </p>
          {image.tags.length > 0 && <BaseImageTags tags={image.tags} />}
        </>
      )}
    </PictureGallery>
  );
}

function Table() {
  return (
    <TableScroll label={t('console.base-images')}>
      <DataTable<BaseImage> rowClick="show" bulkActionButtons={<BulkEnable />}>
        <DataTable.Col label={t('console.papers.picture')} disableSort>
          <FunctionField<BaseImage>
            render={({ thumbnailUrl }) => thumbnailUrl && <img className="thumb" src={thumbnailUrl} alt="" />}
          />
        </DataTable.Col>
        <DataTable.Col label={t('console.papers.name')} source="name" />
        <DataTable.Col label={t('console.papers.state')} disableSort>
          <FunctionField<BaseImage>
            render={(image) => (
              <>
                <BaseImageStateTag image={image} />
                {image.default && (
                  <span className="tag run">
                    <Icon of={Star} size={13} />
                    {t('console.papers.default')}
                  </span>
                )}
              </>
            )}
          />
        </DataTable.Col>
        <DataTable.Col label={t('console.papers.source')} disableSort>
          <FunctionField<BaseImage> render={({ source }) => t(`console.papers.${source}`)} />
        </DataTable.Col>
        <DataTable.Col label={t('console.papers.tags')} disableSort>
          <FunctionField<BaseImage> render={({ tags }) => <BaseImageTags tags={tags} />} />
        </DataTable.Col>
        <DataTable.Col label={t('console.owner')} disableSort>
          <FunctionField<BaseImage> render={({ ownerId }) => <Owner id={ownerId} />} />
        </DataTable.Col>
        <DataTable.Col label={t('console.papers.size')} disableSort>
          <FunctionField<BaseImage> render={size} />
        </DataTable.Col>
        <DataTable.Col label={t('console.created')} source="createdAt">
          <FunctionField<BaseImage> render={({ createdAt }) => dateTime(createdAt)} />
        </DataTable.Col>
      </DataTable>
    </TableScroll>
  );
}

function BulkEnable() {
  const { selectedIds } = useListContext<BaseImage>();
  const unselectAll = useUnselectAll('base-images');
  const action = useAction();
  async function set(enabled: boolean) {
    const change = (id: unknown) =>
      answerOf(api.PATCH('/api/v1/base-images/{id}', { params: { path: { id: String(id) } }, body: { enabled } }));
    const done = t(enabled ? 'console.papers.enabled-many' : 'console.papers.disabled-many', {
      smart_count: selectedIds.length,
    });
    if (await action.run(() => Promise.all(selectedIds.map(change)), done)) unselectAll();
  }
  return (
    <>
      <button type="button" className="btn sm" disabled={action.busy} onClick={() => void set(true)}>
        {t('console.papers.enable')}
      </button>
      <button type="button" className="btn sm" disabled={action.busy} onClick={() => void set(false)}>
        {t('console.papers.disable')}
      </button>
    </>
  );
}
