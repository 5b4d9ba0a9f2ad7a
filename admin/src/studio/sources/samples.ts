import arch from '../samples/art/arch.webp?url';
import archSmall from '../samples/art/arch-small.webp?url';
import forme from '../samples/art/forme.webp?url';
import formeSmall from '../samples/art/forme-small.webp?url';
import ridge from '../samples/art/ridge.webp?url';
import ridgeSmall from '../samples/art/ridge-small.webp?url';
import tide from '../samples/art/tide.webp?url';
import tideSmall from '../samples/art/tide-small.webp?url';
import catalogue from '../samples/papers/papers.json';
import type { ArtChoice, PaperChoice } from './choices';

const pictures = import.meta.glob<string>('../samples/papers/*.webp', {
  query: '?url',
  import: 'default',
  eager: true,
});
const analyses = import.meta.glob<string>('../samples/papers/*.analysis', {
  query: '?url',
  import: 'default',
  eager: true,
});

/** Artworks of our own, to try the Studio with. */
export const SAMPLE_ARTWORKS: readonly ArtChoice[] = [
  sampleArtwork('sample-tide', 'Tide Table', tide, tideSmall),
  sampleArtwork('sample-forme', 'Forme No. 4', forme, formeSmall),
  sampleArtwork('sample-ridge', 'Ridge, Morning', ridge, ridgeSmall),
  sampleArtwork('sample-arch', 'Arch II', arch, archSmall),
];

/** Papers of the library that the Studio brings along, so that it prints before anybody has signed in. */
export const SAMPLE_PAPERS: readonly PaperChoice[] = catalogue.papers.map(({ key, name, seed, width, height }) => {
  const picture = pictures[`../samples/papers/${key}.webp`]!;
  const analysis = analyses[`../samples/papers/${key}.analysis`]!;
  return {
    key: `sample-${key}`,
    name,
    seed,
    width,
    height,
    thumbnail: pictures[`../samples/papers/${key}-small.webp`]!,
    where: 'sample',
    madeByAi: false,
    quad: null,
    load: async () => {
      const [picturePart, analysisPart] = await Promise.all([fetched(picture), fetched(analysis)]);
      return { picture: picturePart, analysis: analysisPart };
    },
  };
});

function sampleArtwork(key: string, title: string, url: string, thumbnail: string): ArtChoice {
  return { key, title, thumbnail, where: 'sample', load: () => fetched(url) };
}

/** A part of the application itself. @throws TypeError where it cannot be reached */
async function fetched(url: string): Promise<Blob> {
  const response = await fetch(url);
  if (!response.ok) throw new TypeError(`${url} answered ${response.status}`);
  return response.blob();
}
