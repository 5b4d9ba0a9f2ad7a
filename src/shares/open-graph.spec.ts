import { withOpenGraph } from './open-graph.js';

const print = {
  token: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
  title: 'Night & "Day" $& <script>',
  artist: 'Mira',
  paper: 'Crumpled',
  width: 300,
  height: 200,
  pictureUrl: 'https://example.org/p.png',
  createdAt: '2026-11-23T13:30:00.000Z',
};
const document = '<html><head><title>Artwork Mapping</title></head><body></body></html>';

describe('withOpenGraph', () => {
  const page = withOpenGraph(document, print, 'https://example.org/s/1');

  it('names the picture, its size and the page', () => {
    expect(page).toContain('<meta property="og:image" content="https://example.org/p.png">');
    expect(page).toContain('<meta property="og:url" content="https://example.org/s/1">');
    expect(page).toContain('<meta property="og:description" content="Mira, on Crumpled">');
  });

  it('lets no title become markup', () => {
    expect(page).toContain('content="Night &amp; &quot;Day&quot; $&amp; &lt;script&gt;"');
    expect(page).not.toContain('<script>');
    expect(page.match(/<title>/g)).toHaveLength(1);
  });
});
