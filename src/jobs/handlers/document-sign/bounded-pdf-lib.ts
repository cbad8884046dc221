/**
 * pdf-lib's reader, with bounds where it takes a file's word for how much there is.
 *
 * Promise: a document inflates to at most DOCUMENT_INFLATED_BYTES while it is read, however it is nested and however
 * many streams it has; the streams of its pages are not inflated at all.
 */
import { decodePDFRawStream, PDFContext, PDFDocument, PDFRawStream, PDFXRefStreamParser } from '@cantoo/pdf-lib';
import { DOCUMENT_INFLATED_BYTES } from '../../../limits.ts';

interface Decoder {
  buffer: Uint8Array;
  ensureBuffer(bytes: number): Uint8Array;
}

/** An abort is heard in between. */
const OBJECTS_PER_TICK = 1_000;

/** Bytes that the document being read may still inflate to. */
let left = 0;

// All decoders grow by one method of the class above them, which is not exported.
const sample = PDFRawStream.of(PDFContext.create().obj({ Filter: 'ASCIIHexDecode' }), new Uint8Array());
const decoders: Decoder = Object.getPrototypeOf(Object.getPrototypeOf(decodePDFRawStream(sample)));
const grow = decoders.ensureBuffer;
decoders.ensureBuffer = function (bytes) {
  left += this.buffer.byteLength;
  const buffer = grow.call(this, bytes);
  left -= buffer.byteLength;
  if (left < 0) throw new RangeError('It inflates to too much');
  return buffer;
};

// It makes an object of each entry that the file says it has, a billion if it says so, and nothing reads them.
Object.assign(PDFXRefStreamParser.prototype, { parseEntries: () => [] });

/**
 * One document at a time: the bound is the process's.
 *
 * @returns null for what inflates to too much
 */
export async function readDocument(bytes: Uint8Array): Promise<PDFDocument | null> {
  left = DOCUMENT_INFLATED_BYTES;
  // An object that cannot be read is passed over, so the bound has to be asked for afterwards.
  const document = await PDFDocument.load(bytes, { updateMetadata: false, parseSpeed: OBJECTS_PER_TICK });
  return left < 0 ? null : document;
}
