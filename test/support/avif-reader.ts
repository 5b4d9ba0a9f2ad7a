import sharp, { type Metadata } from 'sharp';

const AVIF = ['VipsForeignLoadHeifBuffer'];

/** What a reader of AVIF sees in a file: the product itself reads none, and its lock holds for the whole process. */
export async function readAvif(content: Uint8Array): Promise<{ metadata: Metadata; pixels: Buffer }> {
  sharp.unblock({ operation: AVIF });
  try {
    const metadata = await sharp(content).metadata();
    return { metadata, pixels: await sharp(content, { ignoreIcc: true }).raw().toBuffer() };
  } finally {
    sharp.block({ operation: AVIF });
  }
}
