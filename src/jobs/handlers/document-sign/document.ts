/**
 * A PDF as it is before it is signed.
 *
 * Promise: what is opened here is whole, readable without a password and open to further signatures; everything else
 * is refused with the reason.
 */

import type { PDFDocument } from '@cantoo/pdf-lib';
import {
  EncryptedPDFError,
  PDFArray,
  PDFCatalog,
  PDFDict,
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
  document: PDFDocument;
  root: PDFRef;
  firstPage: PDFRef;
  pageCount: number;
  /** Is its last cross-reference section a stream? What is added has to be of the same kind. */
  hasXrefStream: boolean;
}

/** Readers look for the end of a PDF in so many of its last bytes. */
const END_WITHIN_BYTES = 1024;
/** ISO 32000-1, Annex C. */
const MAX_OBJECT_NUMBER = 8_388_607;

/** @throws Problem unreadable-document, document-locked */
export async function openDocument(bytes: Buffer): Promise<OpenDocument> {
  if (bytes.subarray(0, 5).toString('latin1') !== '%PDF-') throw unreadable('It does not begin as a PDF does.');
  const end = bytes.lastIndexOf('%%EOF');
  if (end < bytes.length - END_WITHIN_BYTES) throw unreadable('It ends early.');
  try {
    // What follows the end is no part of it, and must not be taken for a newer version of its objects.
    const document = await readDocument(bytes.subarray(0, end + '%%EOF'.length));
    if (!document) throw unreadable('It inflates to too much.');
    refuseLocked(document);
    return { bytes, document, ...structureOf(document, bytes) };
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (error instanceof EncryptedPDFError) throw unreadable('It is encrypted.');
    throw unreadable('Its structure is broken.', error);
  }
}

function structureOf({ context, catalog }: PDFDocument, bytes: Buffer) {
  const { Root: root, Size } = context.trailerInfo;
  if (!(root instanceof PDFRef) || !(catalog instanceof PDFCatalog)) throw unreadable('It has no catalog.');
  const start = context.pdfFileDetails.prevStartXRef;
  const section = bytes.subarray(start, start + 32).toString('latin1');
  const hasXrefStream = /^\s*\d+\s+\d+\s+obj/.test(section);
  if (!hasXrefStream && !/^\s*xref/.test(section)) throw unreadable('Its cross-reference table is not where it says.');
  // Numbers of objects that were deleted are not given again.
  if (Size instanceof PDFNumber)
    context.largestObjectNumber = Math.max(context.largestObjectNumber, Size.asNumber() - 1);
  if (!(context.largestObjectNumber < MAX_OBJECT_NUMBER)) throw unreadable('Its object numbers are too high.');
  return { root, hasXrefStream, ...pagesOf(catalog) };
}

function pagesOf(catalog: PDFCatalog) {
  let firstPage: unknown;
  let pageCount = 0;
  let nodes = 0;
  catalog.Pages().traverse((node, ref) => {
    // A tree may hold itself, or one branch many times over.
    if (++nodes > 2 * DOCUMENT_PAGES) throw unreadable(`It has more than ${DOCUMENT_PAGES} pages.`);
    if (node instanceof PDFPageTree || !(node instanceof PDFDict)) return;
    firstPage ??= ref;
    pageCount++;
  });
  if (pageCount > DOCUMENT_PAGES) throw unreadable(`It has more than ${DOCUMENT_PAGES} pages.`);
  if (!(firstPage instanceof PDFRef)) throw unreadable('It has no pages.');
  return { firstPage, pageCount };
}

/** A signature may allow no changes after it: one that certifies (DocMDP), or one whose field locks the document. */
function refuseLocked({ context }: PDFDocument): void {
  for (const [, object] of context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict)) continue;
    const references = object.has(BYTE_RANGE) && object.lookup(REFERENCE);
    const locks = references instanceof PDFArray ? references.asArray().map((each) => context.lookup(each)) : [];
    const permissions = locks.map((lock) => lock instanceof PDFDict && lock.lookup(TRANSFORM_PARAMS));
    if (object.has(VALUE)) permissions.push(object.lookup(LOCK));
    for (const permission of permissions) {
      const allowed = permission instanceof PDFDict && permission.lookup(P);
      if (allowed instanceof PDFNumber && allowed.asNumber() === 1)
        throw problem('document-locked', { detail: 'An earlier signature allows no changes after it.' });
    }
  }
}
const [BYTE_RANGE, REFERENCE, TRANSFORM_PARAMS, VALUE, LOCK, P] = [
  ...['ByteRange', 'Reference', 'TransformParams', 'V', 'Lock', 'P'].map((name) => PDFName.of(name)),
] as [PDFName, PDFName, PDFName, PDFName, PDFName, PDFName];

const unreadable = (detail: string, cause?: unknown) => problem('unreadable-document', { detail, cause });
