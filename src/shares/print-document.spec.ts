import { printDocument } from './print-document.js';

const print = {
  token: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
  title: 'Night & "Day" $& <script>',
  artist: 'Mira',
  paper: 'Crumpled',
  width: 300,
  height: 200,
  pictureUrl: 'https://example.org/p.png',
  card: { url: 'https://example.org/card', width: 150, height: 100 },
  createdAt: '2026-11-23T13:30:00.000Z',
};
const document =
  '<html><head><title>Artwork Mapping</title></head><body style="--aspect:{{aspect}}"><img srcset="{{sources}}" src="{{picture}}"><h1>{{title}}</h1><p>{{artist}}</p></body></html>';

describe('printDocument', () => {
  const page = printDocument(document, print, 'https://example.org/s/1');

  it('names a picture that is not too heavy, its type and size, and the page', () => {
    expect(page).toContain('<meta property="og:image" content="https://example.org/card">');
    expect(page).toContain('<meta property="og:image:type" content="image/jpeg">');
    expect(page).toContain('<meta property="og:image:width" content="150">');
    expect(page).toContain('<meta property="og:image:height" content="100">');
    expect(page).toContain('<meta name="twitter:card" content="summary_large_image">');
    expect(page).toContain('<meta property="og:url" content="https://example.org/s/1">');
    expect(page).toContain('<meta property="og:description" content="Mira, on Crumpled">');
  });

  it('has the picture in it, and what the page would ask for otherwise', () => {
    expect(page).toContain('--aspect:1.5');
    expect(page).toContain('src="https://example.org/p.png"');
    expect(page).toContain('srcset="https://example.org/card 150w, https://example.org/p.png 300w"');
    expect(page).toContain('<p>Mira</p>');
    const [, data] = /<script type="application\/json" id="shared-print">(.*?)<\/script>/.exec(page)!;
    expect(JSON.parse(data!)).toEqual(print);
  });

  it('names the picture itself where there is no smaller one', () => {
    const { card: _card, ...older } = print;
    const itself = printDocument(document, older, 'https://example.org/s/1');
    expect(itself).toContain('<meta property="og:image" content="https://example.org/p.png">');
    expect(itself).not.toContain('og:image:type');
  });

  it('lets no title become markup', () => {
    expect(page).toContain('content="Night &amp; &quot;Day&quot; $&amp; &lt;script&gt;"');
    expect(page).toContain('<h1>Night &amp; &quot;Day&quot; $&amp; &lt;script&gt;</h1>');
    expect(page).not.toContain('<script>');
    expect(page.match(/<title>/g)).toHaveLength(1);
  });
});
