import { type ComponentType, useCallback, useEffect, useState } from 'react';
import { useTitle } from '../design/use-title';
import { studio } from '../i18n/en/studio';
import { addTexts, t } from '../i18n/translate';
import { PageLoading } from '../page/PageLoading';
import { useSession } from '../session/use-session';
import { readDraft } from './draft/draft-store';
import type { Beginning } from './editor/beginning';
import type { EditorProps } from './editor/Editor';
import { FirstPage } from './first/FirstPage';

addTexts(studio);

const loadEditor = () => import('./editor/Editor');
/** While nobody waits: the editor, and its preview up to the first picture. What cannot be had now is asked for again in time. */
const prepareEditor = async () => {
  const [{ warmUp }] = await Promise.all([import('./preview/warm-up'), loadEditor()]);
  await warmUp();
};

interface Opened {
  readonly Editor: ComponentType<EditorProps>;
  readonly beginning: Beginning;
}

/** The first page for strangers; the editor for artists, and for strangers who have begun. */
export default function Studio() {
  const { state } = useSession();
  const signedIn = state === 'signed-in';
  const [opened, setOpened] = useState<Opened | null>(null);
  const open = useOpening(setOpened);
  useTitle(t('studio.title'));
  useEffect(() => {
    if (signedIn && !opened) void open(lastTime());
  }, [signedIn, opened, open]);

  if (state === 'unknown' || (signedIn && !opened)) return <PageLoading />;
  if (opened) return <opened.Editor signedIn={signedIn} beginning={opened.beginning} />;
  return (
    <FirstPage
      onBegin={(beginning) => void open(beginning)}
      onReady={() => void prepareEditor().catch(() => undefined)}
    />
  );
}

/** Fetches the editor and opens it, unless it has been opened meanwhile. A part that cannot be had is the page's failure. */
function useOpening(setOpened: (how: (now: Opened | null) => Opened | null) => void) {
  return useCallback(
    async (beginning: Beginning | Promise<Beginning>) => {
      try {
        const [{ Editor }, first] = await Promise.all([loadEditor(), beginning]);
        setOpened((now) => now ?? { Editor, beginning: first });
      } catch (error) {
        setOpened(() => {
          throw error;
        });
      }
    },
    [setOpened],
  );
}

/** What was in hand last time, or a first print of an artwork of ours. */
async function lastTime(): Promise<Beginning> {
  const [{ beginWithSample, resume }, draft] = await Promise.all([import('./editor/beginning'), readDraft()]);
  return (draft && resume(draft)) ?? beginWithSample();
}
