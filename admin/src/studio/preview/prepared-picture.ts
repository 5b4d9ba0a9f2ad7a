import type { PreviewInput } from './print-preview';
import type { RenderRequest } from './protocol';

/** One picture that was rendered before it was asked for. */
export class PreparedPicture<Picture> {
  private kept: { readonly key: string; readonly given: PreviewInput; readonly picture: Promise<Picture> } | null =
    null;

  /** In place of the one before; forgotten where it fails. */
  keep(request: RenderRequest, given: PreviewInput, picture: Promise<Picture>): void {
    const kept = { key: keyOf(request), given, picture };
    this.kept = kept;
    picture.catch(() => {
      if (this.kept === kept) this.kept = null;
    });
  }

  /** The picture where it is the one asked for, which is then kept no longer. */
  take(request: RenderRequest, { art, paper, sheet }: PreviewInput): Promise<Picture> | null {
    const { kept } = this;
    if (kept?.key !== keyOf(request)) return null;
    const { given } = kept;
    if (given.art !== art || given.paper !== paper || given.sheet !== sheet) return null;
    this.kept = null;
    return kept.picture;
  }
}

const keyOf = ({ artKey, paperKey, parameters, longest, view }: RenderRequest) =>
  JSON.stringify([artKey, paperKey, parameters, longest, view]);
