import type { ReactNode } from 'react';
import { Pagination, useListContext } from 'react-admin';
import { problemText } from '../../api/problem';
import { ControlStrip } from '../../design/ControlStrip';
import { t } from '../../i18n/translate';

interface ListFrameProps {
  readonly filters?: ReactNode;
  readonly empty: string;
  readonly children: ReactNode;
}

/** What every list has: its filters, and what stands there while it loads, failed, or is empty. */
export function ListFrame({ filters, empty, children }: ListFrameProps) {
  const { isPending, error, total, refetch } = useListContext();
  return (
    <div className="page-body">
      {filters && <div className="filters">{filters}</div>}
      {error ? (
        <div className="empty" role="alert">
          <p>{problemText(error)}</p>
          <button type="button" className="btn" onClick={() => void refetch()}>
            {t('action.retry')}
          </button>
        </div>
      ) : isPending ? (
        <div className="empty">
          <ControlStrip label={t('console.loading')} />
        </div>
      ) : total === 0 ? (
        <div className="empty">
          <p>{empty}</p>
        </div>
      ) : (
        <>
          {children}
          <Pagination rowsPerPageOptions={[10, 25, 50, 100]} />
        </>
      )}
    </div>
  );
}
