import { isPublicKey, isStorageKey, isStoragePrefix, isUploadKey, storageKeys, uploadOfKey } from './storage-keys.js';

const user = '66f0c2a4d1b2c3e4f5a6b7c8';
const other = '66f0c2a4d1b2c3e4f5a6b7c9';
const attempt = '0123456789abcdef0123456789abcdef';

describe('storage keys', () => {
  const paper = storageKeys.paperFolder(other);
  const keys = [
    storageKeys.artworkOriginal(user, other, 'jpg'),
    storageKeys.artworkThumbnail(user, other),
    storageKeys.paper(paper, 'webp'),
    storageKeys.paperThumbnail(paper),
    storageKeys.paperAnalysis(paper, 3),
    storageKeys.paperModel(paper, 3, 1),
    storageKeys.mappingResult(user, other, attempt, 'png'),
    storageKeys.mappingThumbnail(storageKeys.mappingResult(user, other, attempt, 'png')),
    storageKeys.mappingCard(storageKeys.mappingResult(user, other, attempt, 'png')),
    storageKeys.mappingModel(storageKeys.mappingResult(user, other, attempt, 'png'), 1),
    storageKeys.upload(user, other),
  ];

  it.each(keys)('%s is in the grammar', (key) => {
    expect(isStorageKey(key)).toBe(true);
  });

  it('opens results alone to the public', () => {
    const result = storageKeys.mappingResult(user, other, attempt, 'png');
    expect(keys.filter(isPublicKey)).toEqual([result, storageKeys.mappingThumbnail(result)]);
    expect(isPublicKey(storageKeys.mappingResult(user, other, '1', 'png'))).toBe(false);
  });

  it('opens uploads alone to others that write', () => {
    const upload = storageKeys.upload(user, other);
    expect(keys.filter(isUploadKey)).toEqual([upload]);
    expect([uploadOfKey(upload), uploadOfKey(keys[0]!)]).toEqual([other, undefined]);
    expect(upload.startsWith(storageKeys.uploads)).toBe(true);
    expect(isUploadKey(`uploads/${user}/../${other}.upload`)).toBe(false);
  });

  it.each([
    '',
    'a',
    'a.png',
    '/a/b.png',
    'a//b.png',
    'a/../b.png',
    'a/./b.png',
    'a/b',
    'a/.png',
    'a/b.PNG',
    'a/b.png/',
    'a\\b.png',
    'a/b%2f.png',
    'a/b\u0000.png',
    'a/b.png\n',
    'a/b.tar.gz',
    `a/${'b'.repeat(200)}.png`,
    `${'a/'.repeat(300)}b.png`,
  ])('%j is not', (key) => {
    expect(isStorageKey(key)).toBe(false);
  });

  it('tells prefixes', () => {
    expect(['users/', 'base-images/x/'].every(isStoragePrefix)).toBe(true);
    expect(['', '/', 'users', '../', 'users/../'].some(isStoragePrefix)).toBe(false);
  });
});
