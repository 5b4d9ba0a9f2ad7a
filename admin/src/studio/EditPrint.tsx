import { useEffect, useState } from 'react';
import { useParams } from 'react-router';
import { useTitle } from '../design/use-title';
import { studio } from '../i18n/en/studio';
import { addTexts, t } from '../i18n/translate';
import { NotFoundPage } from '../page/NotFoundPage';
import { PageLoading } from '../page/PageLoading';
import { RequireSignIn } from '../session/RequireSignIn';
import type { Beginning } from './editor/beginning';
import { Editor } from './editor/Editor';
import { reopen } from './gallery/reopen';

addTexts(studio);

/** A print that was made, opened again as it was. */
export default function EditPrint() {
  const { id = '' } = useParams();
  useTitle(t('studio.title'));
  return (
    <RequireSignIn>
      <Reopened key={id} id={id} />
    </RequireSignIn>
  );
}

function Reopened({ id }: { readonly id: string }) {
  const [beginning, setBeginning] = useState<Beginning | 'gone' | null>(null);
  useEffect(() => {
    reopen(id).then(setBeginning, () => setBeginning('gone'));
  }, [id]);
  if (beginning === null) return <PageLoading />;
  return beginning === 'gone' ? <NotFoundPage /> : <Editor signedIn beginning={beginning} />;
}
