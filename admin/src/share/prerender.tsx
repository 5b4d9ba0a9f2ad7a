import { share } from '../i18n/en/share';
import { addTexts } from '../i18n/translate';
import { markupOf } from '../page/markup';
import { PrintLayout } from './PrintLayout';

/** What the server writes the facts of a print in place of: src/shares/print-document.ts. */
const FACTS = {
  title: '{{title}}',
  artist: '{{artist}}',
  width: '{{width}}',
  height: '{{height}}',
  aspect: '{{aspect}}',
  picture: '{{picture}}',
  sources: '{{sources}}',
};

/** The page of a shared print, for its document. */
export function markup(): string {
  addTexts(share);
  return markupOf('/s/token', <PrintLayout facts={FACTS} />);
}
