import { contentDisposition, safeFileName } from './content-disposition.js';

describe('safeFileName', () => {
  it.each([
    ['Starry Night', 'Starry Night.png'],
    ['Starry Night.PNG', 'Starry Night.png'],
    ['page.html', 'page.html.png'],
    ['../../etc/passwd', 'etc passwd.png'],
    ['a\r\nSet-Cookie: x=1', 'a Set-Cookie x=1.png'],
    ['\u202Egnp.exe', 'gnp.exe.png'],
    ['.htaccess', 'htaccess.png'],
    ['', 'file.png'],
    ['"\\', 'file.png'],
  ])('makes of %j the name %j', (wanted, name) => {
    expect(safeFileName(wanted, 'png')).toBe(name);
  });

  it('shortens names', () => {
    expect(safeFileName('é'.repeat(4000), 'png')).toBe(`${'é'.repeat(150)}.png`);
  });
});

describe('contentDisposition', () => {
  it('quotes a plain name', () => {
    expect(contentDisposition('inline', 'a b.png')).toBe('inline; filename="a b.png"');
  });

  it('gives other names in UTF-8 too', () => {
    expect(contentDisposition('attachment', "l'été.png")).toBe(
      `attachment; filename="l'_t_.png"; filename*=UTF-8''l%27%C3%A9t%C3%A9.png`,
    );
  });
});
