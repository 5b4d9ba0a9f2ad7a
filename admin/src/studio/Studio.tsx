import { lazy, Suspense, useEffect, useState } from 'react';
import { useTitle } from '../design/use-title';
import { studio } from '../i18n/en/studio';
import { addTexts, t } from '../i18n/translate';
import { PageLoading } from '../page/PageLoading';
import { useSession } from '../session/use-session';
import { readDraft } from './draft/draft-store';
import type { Beginning } from './editor/beginning';
import { FirstPage } from './first/FirstPage';

addTexts(studio);

const loadEditor = () => import('./editor/Editor');
/** While nobody waits: the editor, and its preview up to the first picture. What cannot be had now is asked for again in time. */
const prepareEditor = async () => {
  const [{ warmUp }] = await Promise.all([import('./preview/warm-up'), loadEditor()]);
  await warmUp();
};
const Editor = lazy(async () => ({ default: (await loadEditor()).Editor }));

/** The first page for strangers; the editor for artists, and for strangers who have begun. */
export default function Studio() {
  const { state } = useSession();
  const signedIn = state === 'signed-in';
  const [beginning, setBeginning] = useState<Beginning | null>(null);
  useTitle(t('studio.title'));
  useEffect(() => {
    if (!signedIn || beginning) return;
    void loadEditor().catch(() => undefined);
    void import('./editor/beginning').then(async ({ beginWithSample, resume }) => {
      const draft = await readDraft();
      setBeginning((now) => now ?? (draft && resume(draft)) ?? beginWithSample());
    });
  }, [signedIn, beginning]);

  if (state === 'unknown' || (signedIn && !beginning)) return <PageLoading />;
  if (!beginning)
    return <FirstPage onBegin={setBeginning} onReady={() => void prepareEditor().catch(() => undefined)} />;
  return (
    <Suspense fallback={<PageLoading />}>
      <Editor signedIn={signedIn} beginning={beginning} />
    </Suspense>
  );
}
