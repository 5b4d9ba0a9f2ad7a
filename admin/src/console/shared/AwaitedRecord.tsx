import type { ComponentProps } from 'react';
import { problemText } from '../../api/problem';
import { ControlStrip } from '../../design/ControlStrip';
import { t } from '../../i18n/translate';
import { PageHead } from '../layout/PageHead';

interface AwaitedRecordProps extends Pick<ComponentProps<typeof PageHead>, 'path' | 'mono'> {
  /** What is known of it before it is there. */
  readonly title?: string;
  /** Why it will not come; null while it may. */
  readonly error: unknown;
}

/** The page of a record that is still being fetched, or cannot be. */
export function AwaitedRecord({ title = t('console.loading'), error, ...head }: AwaitedRecordProps) {
  return (
    <>
      <PageHead title={title} {...head} />
      {error === null ? (
        <div className="page-body">
          <ControlStrip label={t('console.loading')} />
        </div>
      ) : (
        <p className="page-body" role="alert">
          {problemText(error)}
        </p>
      )}
    </>
  );
}
