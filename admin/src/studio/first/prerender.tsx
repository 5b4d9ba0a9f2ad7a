import { studio } from '../../i18n/en/studio';
import { addTexts } from '../../i18n/translate';
import { markupOf } from '../../page/markup';
import { FirstPage } from './FirstPage';

const nothing = () => undefined;

/** The first page as a stranger sees it, for its document. */
export function markup(): string {
  addTexts(studio);
  return markupOf('/', <FirstPage onBegin={nothing} onReady={nothing} />);
}
