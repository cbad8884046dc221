/**
 * A PDF as it is before it is signed.
 *
 * Promise: what is opened here is whole, readable without a password and open to further signatures; everything else
 * is refused with the reason.
 */
import {
  EncryptedPDFError,
  PDFArray,
  PDFCatalog,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFNumber,
  PDFPageTree,
  PDFRef,
} from '@cantoo/pdf-lib';
import { Problem, problem } from '../../../contract/problems.ts';
import { DOCUMENT_PAGES } from '../../../limits.ts';
import { readDocument } from './bounded-pdf-lib.ts';

export interface OpenDocument {
  /** The whole file. */
  bytes: Buffer;
  /** Where in it the offsets of the PDF count from. */
  origin: number;
  document: PDFDocument;
  root: PDFRef;
  firstPage: PDFRef;
  pageCount: number;
  /** Is its last cross-reference section a stream? What is added has to be of the same kind. */
  hasXrefStream: boolean;
}

/** Readers look for the beginning of a PDF in so many of its first bytes, and for the end in so many of its last. */
const MARKED_WITHIN_BYTES = 1024;
/** ISO 32000-1, Annex C. */
const MAX_OBJECT_NUMBER = 8_388_607;

/** @throws Problem unreadable-document, document-locked */
export async function openDocument(bytes: Buffer): Promise<OpenDocument> {
  const begin = bytes.subarray(0, MARKED_WITHIN_BYTES).indexOf('%PDF-');
  if (begin < 0) throw unreadable('It does not begin as a PDF does.');
  const end = bytes.lastIndexOf('%%EOF');
  if (end < bytes.length - MARKED_WITHIN_BYTES) throw unreadable('It ends early.');
  return readable(async () => {
    // What follows the end is no part of it, and must not be taken for a newer version of its objects.
    const document = await readDocument(bytes.subarray(0, end + '%%EOF'.length));
    if (!document) throw unreadable('It inflates to too much.');
    refuseLocked(document);
    return { bytes, document, ...structureOf(document, bytes, begin) };
  });
}

/** What trips over a document's structure will trip again. */
export async function readable<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (error instanceof EncryptedPDFError) throw unreadable('It is encrypted.');
    throw unreadable('Its structure is broken.', error);
  }
}

function structureOf({ context, catalog }: PDFDocument, bytes: Buffer, begin: number) {
  const { Root: root, Size } = context.trailerInfo;
  if (!(root instanceof PDFRef) || !(catalog instanceof PDFCatalog)) throw unreadable('It has no catalog.');
  // Numbers of objects that were deleted are not given again.
  const size = Size instanceof PDFNumber ? Size.asNumber() : 0;
  context.largestObjectNumber = Math.max(context.largestObjectNumber, size - 1);
  if (!(context.largestObjectNumber < MAX_OBJECT_NUMBER)) throw unreadable('Its object numbers are too high.');
  return { root, ...lastSection(bytes, begin, context.pdfFileDetails.prevStartXRef), ...pagesOf(catalog) };
}

/** Offsets count from where the PDF begins; writers that put something before it may count from the file's first byte. */
function lastSection(bytes: Buffer, begin: number, offset: number) {
  for (const origin of [begin, 0]) {
    const section = bytes.subarray(origin + offset, origin + offset + 32).toString('latin1');
    if (/^\s*xref/.test(section)) return { origin, hasXrefStream: false };
    if (/^\s*\d+\s+\d+\s+obj/.test(section)) return { origin, hasXrefStream: true };
  }
  throw unreadable('Its cross-reference table is not where it says.');
}

function pagesOf(catalog: PDFCatalog) {
  let firstPage: unknown;
  let pageCount = 0;
  let nodes = 0;
  catalog.Pages().traverse((node, ref) => {
    // A tree may hold itself, or one branch many times over.
    if (++nodes > DOCUMENT_PAGES) throw unreadable(`Its pages are more than ${DOCUMENT_PAGES}, with their branches.`);
    if (node instanceof PDFPageTree || !(node instanceof PDFDict)) return;
    firstPage ??= ref;
    pageCount++;
  });
  if (!(firstPage instanceof PDFRef)) throw unreadable('It has no pages.');
  return { firstPage, pageCount };
}

/** A signature may allow no changes after it: one that certifies (DocMDP), or one whose field locks the document. */
function refuseLocked({ context }: PDFDocument): void {
  for (const [, object] of context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict)) continue;
    const references = object.has(BYTE_RANGE) ? object.lookup(REFERENCE) : undefined;
    const transforms = references instanceof PDFArray ? references.asArray().map((each) => context.lookup(each)) : [];
    const permissions = transforms.map((each) => (each instanceof PDFDict ? each.lookup(TRANSFORM_PARAMS) : undefined));
    if (object.has(VALUE)) permissions.push(object.lookup(LOCK));
    if (permissions.some((each) => each instanceof PDFDict && each.lookup(P)?.toString() === '1'))
      throw problem('document-locked', { detail: 'An earlier signature allows no changes after it.' });
  }
}
const [BYTE_RANGE, REFERENCE, TRANSFORM_PARAMS] = ['ByteRange', 'Reference', 'TransformParams'].map(
  PDFName.of,
) as Names;
const [VALUE, LOCK, P] = ['V', 'Lock', 'P'].map(PDFName.of) as Names;
type Names = [PDFName, PDFName, PDFName];

const unreadable = (detail: string, cause?: unknown) => problem('unreadable-document', { detail, cause });
