/**
 * image-process: resize, rotate, crop and convert, each step on the image as the step before left it.
 *
 * Promise: nothing but whole raster images of the types below is decoded, and none above IMAGE_PIXELS, however small
 * its file is. Of an animation the first picture is taken; metadata is dropped after the image was turned upright.
 */
import sharp, { type Sharp } from 'sharp';
import type { components } from '../../../generated/types.d.ts';
import { problem } from '../../contract/problems.ts';
import { IMAGE_PIXELS } from '../../limits.ts';
import type { JobHandler } from '../context.ts';

type Operation = components['schemas']['ImageOperation'];
type Resize = NonNullable<Operation['resize']>;
type Format = components['schemas']['ImageFormat']['to'];
interface Size {
  width: number;
  height: number;
}
interface Pixels extends Size {
  data: Buffer;
  channels: 1 | 2 | 3 | 4;
}

sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif', 'Tiff'].map((loader) => `VipsForeignLoad${loader}`),
});
// Requests run side by side, each in a process of its own.
sharp.concurrency(1);
sharp.cache(false);

/** The longest side that a format holds, in pixels. */
const SIDES = { jpeg: 65_535, png: 100_000, webp: 16_383, avif: 16_384, gif: 65_535, tiff: 100_000 } satisfies Record<
  Format,
  number
>;

const TRANSPARENT = { r: 0, g: 0, b: 0, alpha: 0 };

export const imageProcess: JobHandler<'image-process'> = async ({ input, files, signal, progress }) => {
  const source = input.upload_id ? await files.readUpload() : await files.fetch(input.image_url!);
  const steps = input.operations.length + 2;
  progress(1 / (steps + 1));

  let { pixels, format } = await decode(source);
  let quality: number | undefined;
  progress(2 / (steps + 1));
  for (const [index, operation] of input.operations.entries()) {
    signal.throwIfAborted();
    if (operation.format) ({ to: format, quality } = { quality: undefined, ...operation.format });
    else pixels = await apply(pixels, operation);
    progress((index + 3) / (steps + 1));
  }

  const { data, info } = await encode(pixels, format, quality);
  signal.throwIfAborted();
  const result = await files.writeResult(data, `image/${format}`);
  return {
    result,
    details: { media_type: result.media_type, size: result.size, width: info.width, height: info.height },
  };
};

async function decode(source: Buffer): Promise<{ pixels: Pixels; format: Format }> {
  try {
    const image = sharp(source, { limitInputPixels: IMAGE_PIXELS, failOn: 'error' });
    const { format } = await image.metadata();
    const pixels = await toPixels(image.autoOrient().toColourspace('srgb'));
    if (pixels.channels > 4) throw new Error('It has more than four channels');
    return { pixels, format: format === 'heif' ? 'avif' : (format as Format) };
  } catch (error) {
    const { message } = error as Error;
    if (/pixel limit/.test(message)) throw tooLarge();
    throw problem('unreadable-image', { detail: plain(message), cause: error });
  }
}

/** A side that a format cannot hold is the caller's to know; what else the encoder refuses too. */
function encode(pixels: Pixels, format: Format, quality: number | undefined) {
  if (Math.max(pixels.width, pixels.height) > SIDES[format])
    throw problem('image-too-large', { detail: `A side of ${format} has at most ${SIDES[format]} pixels.` });
  const image = fromPixels(pixels);
  switch (format) {
    case 'jpeg':
    case 'webp':
      return possible(image.toFormat(format, quality ? { quality } : {}).toBuffer({ resolveWithObject: true }));
    case 'avif':
      return possible(image.avif({ effort: 2, ...(quality ? { quality } : {}) }).toBuffer({ resolveWithObject: true }));
    case 'tiff':
      return possible(image.tiff({ compression: 'lzw' }).toBuffer({ resolveWithObject: true }));
    default:
      return possible(image.toFormat(format).toBuffer({ resolveWithObject: true }));
  }
}

/** What libvips refuses of a whole image it will refuse again. */
async function possible<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: Error) => {
    throw problem('impossible-operation', { detail: plain(error.message), cause: error });
  });
}

/** The decoder's words, without the names of its functions. */
const plain = (message: string) =>
  message
    .split('\n')[0]!
    .replace(/^(Input buffer |\w+: )+/, '')
    .slice(0, 200);

async function apply(pixels: Pixels, { resize, rotate, crop }: Operation): Promise<Pixels> {
  const image = fromPixels(pixels);
  if (resize) {
    const { w, h, fit = 'cover' } = resize;
    refuseTooLarge(sizeAfterResize(pixels, resize));
    // With one side the other follows, whatever the fit.
    return possible(
      toPixels(image.resize({ width: w, height: h, fit: w && h ? fit : 'cover', background: TRANSPARENT })),
    );
  }
  if (rotate !== undefined) {
    refuseTooLarge(sizeAfterRotate(pixels, rotate));
    return possible(toPixels(image.rotate(rotate, { background: TRANSPARENT })));
  }
  const { x, y, w, h } = crop!;
  if (x + w > pixels.width || y + h > pixels.height)
    throw problem('crop-outside-image', { detail: `The image is ${pixels.width} x ${pixels.height} there.` });
  return possible(toPixels(image.extract({ left: x, top: y, width: w, height: h })));
}

const fromPixels = ({ data, width, height, channels }: Pixels) =>
  sharp(data, { raw: { width, height, channels }, limitInputPixels: false });

async function toPixels(image: Sharp): Promise<Pixels> {
  const { data, info } = await image.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels };
}

function sizeAfterResize({ width, height }: Size, { w, h, fit = 'cover' }: Resize): Size {
  const scales = [w && w / width, h && h / height].filter((scale) => scale !== undefined);
  if (scales.length === 2 && fit !== 'inside' && fit !== 'outside') return { width: w!, height: h! };
  const scale = fit === 'outside' ? Math.max(...scales) : Math.min(...scales);
  return { width: width * scale, height: height * scale };
}

function sizeAfterRotate({ width, height }: Size, degrees: number): Size {
  const [sin, cos] = [Math.abs(Math.sin((degrees * Math.PI) / 180)), Math.abs(Math.cos((degrees * Math.PI) / 180))];
  return { width: width * cos + height * sin, height: width * sin + height * cos };
}

function refuseTooLarge({ width, height }: Size): void {
  if (width * height > IMAGE_PIXELS || Math.max(width, height) > 100_000) throw tooLarge();
}

const tooLarge = () => problem('image-too-large', { detail: `At most ${IMAGE_PIXELS} pixels are processed.` });
