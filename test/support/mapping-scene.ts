import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import type { Account, Answer, RunningApplication } from './application.js';
import { formOf } from './pictures.js';

/** Small pictures: what is tested is the way they take, not how long they take. */
const PAPER_FILE = join('test', 'fixtures', 'textured-paper.jpg');
export const PAPER = { width: 480, height: 320 };

export const ENDED = ['succeeded', 'failed', 'cancelled'];

/** What artists do before they map, and what tests ask again and again. */
export class MappingScene {
  constructor(readonly app: Pick<RunningApplication, 'api'>) {}

  /** A picture of one strong colour, so that it shows on paper. */
  async artwork(artist: Account, background = '#b02818'): Promise<string> {
    const art = await sharp({ create: { width: 320, height: 240, channels: 3, background } })
      .png()
      .toBuffer();
    const { status, body } = await this.app.api('/artworks', { as: artist, form: formOf(art, 'art.png') });
    if (status !== 201) throw new Error(`upload answered ${status}: ${JSON.stringify(body)}`);
    return body.artwork.id;
  }

  /** A photograph of paper, analysed. */
  async paper(artist: Account): Promise<string> {
    const { status, body } = await this.app.api('/base-images', {
      as: artist,
      form: formOf(await readFile(PAPER_FILE), 'paper.jpg'),
      headers: { prefer: 'wait=30' },
    });
    if (status !== 201 || body.state !== 'ready') throw new Error(`paper: ${status} ${JSON.stringify(body)}`);
    return body.id;
  }

  /** A photograph that serves whoever has no paper of their own: none is made for their artworks, which takes seconds. */
  async defaultPaper(operator: Account): Promise<string> {
    const id = await this.paper(operator);
    const { status } = await this.app.api(`/base-images/${id}`, {
      method: 'PATCH',
      as: operator,
      json: { default: true },
    });
    if (status !== 200) throw new Error(`default paper: ${status}`);
    return id;
  }

  /** What a mapping is made of; the paper first, so that the artwork needs no other. */
  async subject(artist: Account): Promise<{ artworkId: string; baseImageId: string }> {
    const baseImageId = await this.paper(artist);
    return { artworkId: await this.artwork(artist), baseImageId };
  }

  /** The same on the default paper of the shared application, which is there: looking at another takes longer than mapping. */
  async subjectOnDefault(artist: Account): Promise<{ artworkId: string; baseImageId: string }> {
    const { body } = await this.app.api('/base-images?owner=library&perPage=100', { as: artist });
    const { id } = body.items.find((image: { default: boolean }) => image.default);
    return { artworkId: await this.artwork(artist), baseImageId: id };
  }

  /** Asks for a mapping and, with `wait`, for its end. */
  map(artist: Account, request: object, { wait = 0 } = {}): Promise<Answer> {
    const headers: Record<string, string> = wait > 0 ? { prefer: `wait=${wait}` } : {};
    return this.app.api('/mappings', { as: artist, json: request, headers });
  }

  get(viewer: Account, id: string): Promise<Answer> {
    return this.app.api(`/mappings/${id}`, { as: viewer });
  }

  async ended(artist: Account, id: string, milliseconds = 60_000): Promise<Answer['body']> {
    const end = performance.now() + milliseconds;
    for (;;) {
      const { body } = await this.get(artist, id);
      if (ENDED.includes(body.status)) return body;
      if (performance.now() > end) throw new Error(`not ended in time: ${JSON.stringify(body)}`);
      await sleep(50);
    }
  }
}
