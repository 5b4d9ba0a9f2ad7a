import { PreparedPicture } from './prepared-picture';
import type { PreviewInput } from './print-preview';
import type { RenderRequest } from './protocol';

const request = {
  artKey: 'a',
  paperKey: 'p',
  parameters: { fold: 1 },
  longest: 9,
  view: 'print',
} as unknown as RenderRequest;
const given = { art: {}, paper: {}, sheet: {} } as PreviewInput;

describe('PreparedPicture', () => {
  it('gives the picture once, to whoever asks for the same', async () => {
    const prepared = new PreparedPicture<string>();
    prepared.keep(request, given, Promise.resolve('picture'));
    const asked = { ...request, parameters: { ...request.parameters }, canvas: 1, order: 2, draft: false };
    await expect(prepared.take(asked, { ...given })).resolves.toBe('picture');
    expect(prepared.take(asked, given)).toBeNull();
  });

  it.each([
    { what: 'parameter', other: { parameters: { ...request.parameters, fold: 0 } }, opened: {} },
    { what: 'paper', other: { paperKey: 'q' }, opened: {} },
    { what: 'size', other: { longest: 8 }, opened: {} },
    { what: 'opening of the paper', other: {}, opened: { paper: {} } },
  ])('does not give it for another $what', ({ other, opened }) => {
    const prepared = new PreparedPicture<string>();
    prepared.keep(request, given, Promise.resolve('picture'));
    expect(prepared.take({ ...request, ...other }, { ...given, ...opened } as PreviewInput)).toBeNull();
  });

  it('forgets a picture that fails', async () => {
    const prepared = new PreparedPicture<string>();
    const failing = Promise.reject(new Error('failed'));
    prepared.keep(request, given, failing);
    await failing.catch(() => undefined);
    await Promise.resolve();
    expect(prepared.take(request, given)).toBeNull();
  });
});
