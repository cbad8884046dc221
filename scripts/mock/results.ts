/** The results of the mock. Prism can only say text, and only what the contract has an example of. */
import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { makePicture } from '../demo/picture.ts';

const FORMATS = ['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff'] as const;

/** @returns the bytes by media type: the picture has the size that the event `image.processed` tells in its example */
export async function makeResults(): Promise<Record<string, Buffer>> {
  const picture = await makePicture();
  const document = await PDFDocument.create();
  document.addPage().drawText('The result of a mock', { x: 72, y: 720 });
  return {
    'application/pdf': Buffer.from(await document.save()),
    'text/html': Buffer.from('<!doctype html><title>The result of a mock</title><h1>The result of a mock</h1>\n'),
    ...Object.fromEntries(
      await Promise.all(
        FORMATS.map(async (format) => {
          const bytes = await sharp(picture).resize(800, 533).toFormat(format, { effort: 2 }).toBuffer();
          return [`image/${format}`, bytes];
        }),
      ),
    ),
  };
}
