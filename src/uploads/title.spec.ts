import { MAX_TITLE_LENGTH, titleFromFileName } from './title.js';

describe('titleFromFileName', () => {
  it.each([
    ['Starry_Night.jpg', 'Starry Night'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\Seerosen.PNG', 'Seerosen'],
    ['été à la mer.webp', 'été à la mer'],
    ['one\u0000two\r\nthree.png', 'one two three'],
    ['\u202Egnp.exe', 'gnp'],
    ['no extension', 'no extension'],
    ['.jpg', 'Untitled'],
    ['\u0000\u202E', 'Untitled'],
    ['', 'Untitled'],
    ['<script>alert(1)</script>.png', 'script>'],
  ])('makes of %j the title %j', (fileName, title) => {
    expect(titleFromFileName(fileName, 'Untitled')).toBe(title);
  });

  it('is never longer than a title may be, and cuts no character apart', () => {
    const title = titleFromFileName(`${'🎨'.repeat(2000)}.png`, 'Untitled');
    expect(title).toBe('🎨'.repeat(MAX_TITLE_LENGTH / 2));
  });
});
