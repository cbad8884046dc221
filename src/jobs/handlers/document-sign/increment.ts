/**
 * The incremental update that carries a signature: field, widget and signature dictionary, after the document's bytes.
 *
 * Promise: the bytes before it stay as they are, and what is signed is the whole file but for the room that is kept for
 * the signature itself.
 *
 * @see ISO 32000-1 §12.8.1, §12.7.4.5
 */
import { createHash } from 'node:crypto';
import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFObject,
  PDFRef,
  PDFStreamWriter,
  PDFString,
  PDFWriter,
} from '@cantoo/pdf-lib';
import { type OpenDocument, readable } from './document.ts';

export interface SignatureEntries {
  signedAt: Date;
  reason?: string;
  location?: string;
  contact?: string;
}

export interface PreparedSignature {
  /** The whole document, with room for the signature. */
  bytes: Buffer;
  /** SHA-256 of all but that room. */
  digest(): Buffer;
  insert(cms: Buffer): void;
}

/** Room that is filled in when all else is written; it knows where it came to stand. */
class Room extends PDFObject {
  offset = 0;
  readonly size: number;
  constructor(size: number) {
    super();
    this.size = size;
  }
  override sizeInBytes() {
    return this.size;
  }
  override copyBytesInto(buffer: Uint8Array, offset: number) {
    this.offset = offset;
    buffer.fill(0x20, offset, offset + this.size);
    return this.size;
  }
}

/** `[0 a b c]` with offsets of up to ten digits. */
const BYTE_RANGE_SIZE = 37;
/** Invisible on screen, but there for printing, and it cannot be moved: what readers expect of signatures. */
const PRINT_AND_LOCKED = 132;
const SIGNATURES_EXIST = 1;
const APPEND_ONLY = 2;

/** @param cmsRoom  bytes to keep free for the signature */
export async function prepareSignature(
  open: OpenDocument,
  entries: SignatureEntries,
  cmsRoom: number,
): Promise<PreparedSignature> {
  const { context } = open.document;
  const snapshot = open.document.takeSnapshot();
  snapshot.pdfSize = open.bytes.length - open.origin;

  const byteRange = new Room(BYTE_RANGE_SIZE);
  const contents = new Room(2 * cmsRoom + '<>'.length);
  const signature = context.register(signatureOf(open, entries, byteRange, contents));
  snapshot.markRefsForSave(await readable(() => addField(open, signature)));

  const Writer = open.hasXrefStream ? PDFStreamWriter : PDFWriter;
  const update = await Writer.forContextWithSnapshot(context, Number.POSITIVE_INFINITY, snapshot).serializeToBuffer();
  const bytes = Buffer.concat([open.bytes, update]);
  const fill = (room: Room, text: string) => {
    if (text.length > room.size) throw new Error(`${text.length} bytes do not fit into ${room.size}`);
    bytes.write(text, open.bytes.length + room.offset, 'latin1');
  };
  const from = open.bytes.length + contents.offset;
  const to = from + contents.size;
  fill(byteRange, `[0 ${from} ${to} ${bytes.length - to}]`);
  return {
    bytes,
    digest: () => createHash('sha256').update(bytes.subarray(0, from)).update(bytes.subarray(to)).digest(),
    insert: (cms) => fill(contents, `<${cms.toString('hex').padEnd(2 * cmsRoom, '0')}>`),
  };
}

function signatureOf({ document }: OpenDocument, entries: SignatureEntries, byteRange: Room, contents: Room): PDFDict {
  const dict = document.context.obj({ Type: 'Sig', Filter: 'Adobe.PPKLite', SubFilter: 'ETSI.CAdES.detached' });
  dict.set(PDFName.of('ByteRange'), byteRange);
  dict.set(PDFName.of('Contents'), contents);
  dict.set(PDFName.of('M'), PDFString.fromDate(entries.signedAt));
  const texts = { Reason: entries.reason, Location: entries.location, ContactInfo: entries.contact };
  for (const [name, text] of Object.entries(texts)) if (text) dict.set(PDFName.of(name), PDFHexString.fromText(text));
  return dict;
}

/** @returns the objects of the document that may have been changed by it */
function addField({ document, root, firstPage }: OpenDocument, signature: PDFRef): PDFRef[] {
  const { context, catalog } = document;
  const form = catalog.getOrCreateAcroForm();
  const { Fields: fields } = form.normalizedEntries();
  const page = context.lookup(firstPage, PDFDict);
  const annotations = page.lookupMaybe(ANNOTS, PDFArray) ?? context.obj([]);
  if (!page.lookup(ANNOTS)) page.set(ANNOTS, annotations);

  const flags = form.dict.lookupMaybe(SIG_FLAGS, PDFNumber)?.asNumber() ?? 0;
  form.dict.set(SIG_FLAGS, PDFNumber.of(flags | SIGNATURES_EXIST | APPEND_ONLY));
  const field = context.register(
    context.obj({
      ...{ Type: 'Annot', Subtype: 'Widget', FT: 'Sig', V: signature, P: firstPage },
      ...{ T: PDFHexString.fromText(freeName(fields)), Rect: [0, 0, 0, 0], F: PRINT_AND_LOCKED },
    }),
  );
  fields.push(field);
  annotations.push(field);
  const holders = [root, catalog.get(ACRO_FORM), form.dict.get(FIELDS), firstPage, page.get(ANNOTS)];
  return holders.filter((holder) => holder instanceof PDFRef);
}
const [ACRO_FORM, FIELDS, ANNOTS, SIG_FLAGS] = [
  PDFName.of('AcroForm'),
  PDFName.of('Fields'),
  PDFName.of('Annots'),
  PDFName.of('SigFlags'),
];

/** Fields of one name would be one field. */
function freeName(fields: PDFArray): string {
  const taken = new Set<string>();
  for (let index = 0; index < fields.size(); index++) {
    const name = fields.lookup(index, PDFDict).lookup(PDFName.of('T'));
    if (name instanceof PDFString || name instanceof PDFHexString) taken.add(name.decodeText());
  }
  let number = 1;
  while (taken.has(`Waybill ${number}`)) number++;
  return `Waybill ${number}`;
}
