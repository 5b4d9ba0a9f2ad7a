import Polyglot from 'node-polyglot';
import { common } from './en/common';
import type { operators } from './en/console';
import type { share } from './en/share';
import type { studio } from './en/studio';

/** Every text's name. Texts of a part that is loaded later are added by that part: {@link addTexts}. */
export type TextKey = keyof typeof common | keyof typeof operators | keyof typeof share | keyof typeof studio;

const polyglot = new Polyglot({ locale: 'en', phrases: common });

/** Makes a part's texts known. */
export function addTexts(texts: Readonly<Record<string, unknown>>): void {
  polyglot.extend(texts);
}

/** The text in the reader's language; `smart_count` chooses between singular and plural. */
export function t(key: TextKey, values?: Readonly<Record<string, unknown>> | number): string {
  return polyglot.t(key, values);
}

/** For libraries that bring names of texts of their own. */
export function translate(key: string, values?: Readonly<Record<string, unknown>>): string {
  return polyglot.t(key, values);
}
