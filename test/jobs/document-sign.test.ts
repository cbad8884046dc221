/** Signing a PDF: what comes out is valid for others, what went in is still there, and what cannot be signed is told why. */
import { spawnSync } from 'node:child_process';
import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFRef, type PDFString } from '@cantoo/pdf-lib';
import { type OctetString, Sequence } from 'asn1js';
import { type Certificate as CmsCertificate, ContentInfo, SignedData } from 'pkijs';
import { beforeAll, describe, expect, test } from 'vitest';
import { readSigner } from '../../src/jobs/handlers/document-sign/certificate.ts';
import { cmsRoom } from '../../src/jobs/handlers/document-sign/cms.ts';
import { makeDevelopmentSigner } from '../../src/jobs/handlers/document-sign/development-signer.ts';
import { openDocument } from '../../src/jobs/handlers/document-sign/document.ts';
import { prepareSignature } from '../../src/jobs/handlers/document-sign/increment.ts';
import { documentSign } from '../../src/jobs/handlers/document-sign.ts';
import { startJobProcesses } from '../../src/jobs/processes.ts';
import { DOCUMENT_INFLATED_BYTES, DOCUMENT_PAGES } from '../../src/limits.ts';
import { atEnd } from '../fixtures/at-end.ts';
import { type Authority, createAuthority, type KeyAlgorithm } from '../fixtures/certificates.ts';
import { hasPoppler, makeDocument, readSignatures, readText } from '../fixtures/documents.ts';

const RSA: KeyAlgorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: Uint8Array.of(1, 0, 1),
};
const EC = (namedCurve: string): KeyAlgorithm => ({ name: 'ECDSA', namedCurve });
const name = PDFName.of;

let authority: Authority;
let pem: string;
beforeAll(async () => {
  authority = await createAuthority('An authority, O=Example, C=DE');
  pem = await issue(EC('P-256'));
});

async function issue(algorithm: KeyAlgorithm, validity: { from?: Date; until?: Date } = {}): Promise<string> {
  const { cert, key } = await authority.issue(['A signer'], { algorithm, ...validity });
  return `${cert}\n${authority.cert}\n${key}\n`;
}

interface Run {
  credential?: () => Promise<string>;
  signal?: AbortSignal;
  onProgress?(done: number): void;
  reason?: string;
  location?: string;
  contact?: string;
}

async function sign(bytes: Buffer, { credential, signal, onProgress, ...input }: Run = {}) {
  const written: Uint8Array[] = [];
  const { details } = await documentSign({
    input: { upload_id: 'upl_01k9w3tq7yfr0v5c8h2m4k6j9z', ...input },
    files: {
      readUpload: async () => bytes,
      writeResult: async (result: Uint8Array, media_type: string) => {
        written.push(result);
        return { path: '', media_type, size: result.byteLength, sha256: Buffer.alloc(0) };
      },
    },
    credential: credential ?? (async () => pem),
    signal: signal ?? new AbortController().signal,
    progress: onProgress ?? (() => {}),
  } as never);
  return { signed: Buffer.from(written[0]!), details };
}

/** The newest signature, read without the code that made it. */
function readCms(signed: Buffer) {
  const at = signed.lastIndexOf('/ByteRange');
  const [, from, to, rest] = /\[(\d+) (\d+) (\d+) (\d+) *\]/
    .exec(signed.subarray(at, at + 80).toString('latin1'))!
    .slice(1)
    .map(Number) as [number, number, number, number];
  const hex = signed.subarray(from, to).toString('latin1');
  const covered = Buffer.concat([signed.subarray(0, from), signed.subarray(to, to + rest)]);
  const cms = new SignedData({ schema: ContentInfo.fromBER(Buffer.from(hex.slice(1, -1), 'hex')).content });
  const attributes = new Map(cms.signerInfos[0]!.signedAttrs!.attributes.map(({ type, values }) => [type, values[0]]));
  return { covered, hex, end: to + rest, cms, attributes };
}
const verifies = ({ cms, covered }: ReturnType<typeof readCms>) =>
  cms.verify({ signer: 0, data: new Uint8Array(covered).buffer, checkChain: false }).catch(() => false);

/** Does the last startxref name a cross-reference section, when it counts from there? */
function startsSection(bytes: Buffer, origin: number): boolean {
  const offset = /startxref\n(\d+)/.exec(bytes.subarray(bytes.lastIndexOf('startxref')).toString('latin1'))![1];
  const at = origin + Number(offset);
  return /^(xref\n|\d+ 0 obj)/.test(bytes.subarray(at, at + 32).toString('latin1'));
}

/** Several ways in which the same document is written down. */
const withForm = (document: PDFDocument) =>
  document.getForm().createTextField('Waybill 1').addToPage(document.getPage(0));
const classical = () => makeDocument();
const shapes: Record<string, () => Promise<Buffer>> = {
  'a cross-reference table': classical,
  'a cross-reference stream and object streams': () => makeDocument(undefined, { useObjectStreams: true }),
  'a form': () => makeDocument(withForm),
  'a form in object streams': () => makeDocument(withForm, { useObjectStreams: true }),
  'a form inside the catalog, fields and annotations of their own': () =>
    makeDocument((document) => {
      withForm(document);
      const form = document.catalog.AcroForm()!;
      form.set(name('Fields'), document.context.register(form.lookup(name('Fields'))!));
      document.catalog.set(name('AcroForm'), form);
      const page = document.getPage(0).node;
      page.set(name('Annots'), document.context.register(page.Annots()!));
    }),
  'something after its end': async () => Buffer.concat([await classical(), Buffer.from('\n\0</html>\n')]),
  'a byte order mark before its beginning': async () => Buffer.concat([Buffer.from('\ufeff'), await classical()]),
  'offsets that count something before its beginning': async () => {
    const text = `junk\n${(await classical()).toString('latin1')}`;
    const moved = text.replace(/\d{10}(?= 00000 n)/g, (offset) => String(Number(offset) + 5).padStart(10, '0'));
    return Buffer.from(moved.replace(/(?<=startxref\n)\d+/, String(text.lastIndexOf('xref\n0 '))), 'latin1');
  },
};

describe.each(Object.entries(shapes))('a document with %s', (_, make) => {
  test('is at the beginning of the signed one, byte by byte, and the signature covers all', async () => {
    const bytes = await make();
    const { signed, details } = await sign(bytes);
    expect(signed.subarray(0, bytes.length).equals(bytes)).toBe(true);
    const cms = readCms(signed);
    expect(cms.end).toBe(signed.length);
    expect(cms.hex).toMatch(/^<[0-9a-f]+>$/);
    expect(await verifies(cms)).toBe(true);
    expect(details).toMatchObject({ media_type: 'application/pdf', size: signed.length, page_count: 2 });
  });

  test('gets an invisible field, on its first page and in its form, written down in the same way', async () => {
    const bytes = await make();
    const { signed } = await sign(bytes);
    const added = signed.subarray(bytes.length);
    expect(added.includes('\ntrailer\n')).toBe(bytes.includes('\ntrailer\n'));
    const origins = [bytes.indexOf('%PDF-'), 0];
    expect(origins.find((origin) => startsSection(signed, origin))).toBe(
      origins.find((origin) => startsSection(bytes, origin)),
    );
    const { catalog, context } = await PDFDocument.load(signed);
    const field = catalog.AcroForm()!.lookup(name('Fields'), PDFArray).asArray().at(-1) as PDFRef;
    const page = context.lookup(catalog.Pages().Kids().get(0), PDFDict);
    expect(page.lookup(name('Annots'), PDFArray).asArray().at(-1)).toBe(field);
    expect(String(context.lookup(field))).toMatch(/\/FT \/Sig.*\/Rect \[ 0 0 0 0 \]\n\/F 132/s);
    expect(String(catalog.AcroForm()!.get(name('SigFlags')))).toBe('3');
  });

  test.skipIf(!hasPoppler)('is valid for a reader, once and twice signed, and reads as before (pdfsig)', async () => {
    const bytes = await make();
    const { signed: once } = await sign(bytes);
    const { signed: twice } = await sign(once);
    const valid = { says: 'Signature is Valid.', type: 'ETSI.CAdES.detached', signer: 'A signer' };
    expect(readSignatures(once)).toMatchObject({ complaints: [], signatures: [{ ...valid, coversAll: true }] });
    const { complaints, signatures } = readSignatures(twice);
    expect(complaints).toEqual([]);
    expect(signatures).toMatchObject([
      { ...valid, coversAll: false },
      { ...valid, coversAll: true },
    ]);
    expect(new Set(signatures.map(({ field }) => field)).size).toBe(2);
    expect(readText(twice)).toBe(readText(bytes));
    expect(readText(twice)).toContain('Delivered in good order');
  });
});

test('the form keeps its fields; a name that is taken is not given again', async () => {
  const { signed } = await sign(await makeDocument(withForm));
  const fields = (await PDFDocument.load(signed)).getForm().getFields();
  expect(fields.map((field) => field.getName())).toEqual(['Waybill 1', 'Waybill 2']);
});

test('pages are counted, and not the branches that they hang on', async () => {
  const branch = ({ context, catalog }: PDFDocument) => {
    const inner = context.register(context.obj({ Type: 'Pages', Count: 2, Kids: catalog.Pages().Kids().asArray() }));
    catalog.Pages().set(name('Kids'), context.obj([inner]));
  };
  expect((await sign(await makeDocument(branch))).details.page_count).toBe(2);
});

test('nothing else is said of a document than that it is signed', async () => {
  const bytes = await replaced(/\/Info \d+ 0 R/, '');
  const { signed } = await sign(bytes);
  expect(signed.subarray(bytes.length).includes('/Info')).toBe(false);
});

test('a signature that is longer than the room for it is not cut off', async () => {
  const document = await openDocument(await classical());
  const prepared = await prepareSignature(document, { signedAt: new Date() }, 10);
  expect(() => prepared.insert(Buffer.alloc(10))).not.toThrow();
  expect(() => prepared.insert(Buffer.alloc(11))).toThrow('do not fit');
  const signer = readSigner(pem);
  expect(cmsRoom({ ...signer, signatureBytes: 4096 })).toBeGreaterThan(cmsRoom(signer) + 4000);
});

test('numbers of deleted objects are not given again', async () => {
  const bytes = Buffer.from((await classical()).toString('latin1').replace(/\/Size \d+/, '/Size 77'), 'latin1');
  const { signed } = await sign(bytes);
  const added = signed.subarray(bytes.length).toString('latin1');
  expect(/(\d+) 0 obj\n<<\n\/Type \/Sig\n/.exec(added)?.[1]).toBe('77');
});

test('what follows the end of a document is not taken into the signed one', async () => {
  const bytes = Buffer.concat([await classical(), Buffer.from('\n2 0 obj\n<< /Type /Catalog >>\nendobj\n')]);
  const { signed } = await sign(bytes);
  expect(signed.subarray(bytes.length).toString('latin1')).toMatch(/\/Type \/Catalog\n\/Pages/);
});

describe.each([
  ['RSA', RSA],
  ['P-256', EC('P-256')],
  ['P-384', EC('P-384')],
] as const)('a signature of a key %s', (_, algorithm) => {
  test('has the attributes of PAdES B-B and no others, over the bytes around it', async () => {
    const pem = await issue(algorithm);
    const signer = new X509Certificate(pem);
    const { signed, details } = await sign(await classical(), { credential: async () => pem });
    const read = readCms(signed);
    expect(await verifies(read)).toBe(true);
    expect([...read.attributes.keys()]).toEqual([
      '1.2.840.113549.1.9.3', // content-type
      '1.2.840.113549.1.9.4', // message-digest
      '1.2.840.113549.1.9.16.2.47', // signing-certificate-v2
    ]);
    const digest = read.attributes.get('1.2.840.113549.1.9.4') as OctetString;
    expect(Buffer.from(digest.getValue())).toEqual(createHash('sha256').update(read.covered).digest());
    let inner = read.attributes.get('1.2.840.113549.1.9.16.2.47');
    while (inner instanceof Sequence) [inner] = inner.valueBlock.value;
    expect(Buffer.from((inner as OctetString).getValue())).toEqual(createHash('sha256').update(signer.raw).digest());

    expect(read.cms.encapContentInfo.eContent).toBeUndefined();
    const chain = read.cms.certificates!.map((each) => Buffer.from((each as CmsCertificate).toSchema().toBER()));
    expect(chain).toEqual([signer.raw, new X509Certificate(authority.cert).raw]);
    expect(details).toMatchObject({
      signer: 'A signer',
      certificate_sha256: createHash('sha256').update(signer.raw).digest('hex'),
    });
  });

  test.skipIf(!hasPoppler)('is valid for a reader, until one byte is another (pdfsig)', async () => {
    const pem = await issue(algorithm);
    const { signed } = await sign(await classical(), { credential: async () => pem });
    expect(readSignatures(signed).signatures[0]!.says).toBe('Signature is Valid.');
    const at = signed.indexOf('MediaBox') + 'MediaBox [ 0'.length;
    signed[at] = signed[at]! ^ 1;
    expect(readSignatures(signed).signatures[0]!.says).toBe('Digest Mismatch.');
  });
});

test('one byte that is another breaks it, before the signature and after', async () => {
  const { signed } = await sign(await classical());
  for (const at of [20, signed.length - 10]) {
    const changed = Buffer.from(signed);
    changed[at] = changed[at]! ^ 1;
    expect(await verifies(readCms(changed))).toBe(false);
  }
});

test('reason, location and contact are carried as they are, whatever they hold; the time is that of the event', async () => {
  const reason = ') >> endobj (\\ Grüße ВНИМАНИЕ 日本 \u{1F4DC}\u0000/ByteRange [0 1 2 3]';
  const [location, contact] = ['<< /Contents <00> >>', '(\\)'];
  const { signed, details } = await sign(await classical(), { reason, location, contact });
  const { context } = await PDFDocument.load(signed, { updateMetadata: false });
  const signature = context
    .enumerateIndirectObjects()
    .map(([, object]) => object)
    .find((object) => object instanceof PDFDict && object.lookup(name('Type')) === name('Sig')) as PDFDict;
  const textOf = (key: string) => (signature.lookup(name(key)) as PDFHexString).decodeText();
  expect([textOf('Reason'), textOf('Location'), textOf('ContactInfo')]).toEqual([reason, location, contact]);
  const time = (signature.lookup(name('M')) as PDFString).decodeDate();
  expect(time.toISOString()).toBe(details.signed_at);
  expect(Math.abs(time.getTime() - Date.now())).toBeLessThan(60_000);
  expect(await verifies(readCms(signed))).toBe(true);
});

/** A signature of somebody else's that allows this much after it. */
const certified = (permission: number) => (document: PDFDocument) => {
  const TransformParams = { Type: 'TransformParams', P: permission };
  const signature = document.context.obj({
    ...{ Type: 'Sig', ByteRange: [0, 1, 2, 3], Contents: PDFHexString.of('00') },
    Reference: [{ Type: 'SigRef', TransformMethod: 'DocMDP', TransformParams }],
  });
  document.catalog.set(name('Perms'), document.context.obj({ DocMDP: document.context.register(signature) }));
};
const locked = (document: PDFDocument, V?: PDFRef) => {
  document.catalog.getOrCreateAcroForm();
  document.context.register(
    document.context.obj({ FT: 'Sig', Lock: { Type: 'SigFieldLock', P: 1 }, ...(V ? { V } : {}) }),
  );
};
/** As it stands in the file: pdf-lib would not write streams of these types. */
async function withStreams(dict: string, ...contents: Buffer[]): Promise<Buffer> {
  const bytes = await classical();
  const streams = contents.flatMap((each, index) => [
    Buffer.from(`${index + 900} 0 obj\n<< ${dict} /Length ${each.length} >>\nstream\n`),
    each,
    Buffer.from('\nendstream\nendobj\n'),
  ]);
  const at = bytes.lastIndexOf('xref\n0 ');
  const moved = at + streams.reduce((sum, { length }) => sum + length, 0);
  const end = bytes
    .subarray(at)
    .toString('latin1')
    .replace(/(?<=startxref\n)\d+/, String(moved));
  return Buffer.concat([bytes.subarray(0, at), ...streams, Buffer.from(end, 'latin1')]);
}
const OBJECT_STREAM = '/Type /ObjStm /N 1 /First 4';
/** A gigabyte of blanks. */
const bomb = () => deflateSync(Buffer.alloc(1_000_000_000, ' '));
const inItself = (times: number) => (document: PDFDocument) => {
  const pages = document.catalog.get(name('Pages'))!;
  const kids = document.catalog.Pages().Kids();
  for (let time = 0; time < times; time++) kids.push(pages);
};
/** 7 ^ 10 pages, in ten small objects. */
const manyTimesOver = (document: PDFDocument) => {
  let kid = document.getPage(0).ref;
  for (let level = 0; level < 10; level++)
    kid = document.context.register(document.context.obj({ Type: 'Pages', Count: 1, Kids: Array(7).fill(kid) }));
  document.catalog.Pages().Kids().push(kid);
};
async function replaced(from: string | RegExp, to: string) {
  return Buffer.from(
    (await classical()).toString('latin1').replace(from, (found) => to.padEnd(found.length)),
    'latin1',
  );
}

test.each<[string, () => Promise<Buffer>, string, string]>([
  ['a text', async () => Buffer.from('not a PDF'), 'unreadable-document', 'It does not begin as a PDF does.'],
  ['nothing', async () => Buffer.alloc(0), 'unreadable-document', 'It does not begin as a PDF does.'],
  ['a truncated one', async () => (await classical()).subarray(0, -200), 'unreadable-document', 'It ends early.'],
  [
    'one with too much after its end',
    async () => Buffer.concat([await classical(), Buffer.alloc(1025, ' ')]),
    'unreadable-document',
    'It ends early.',
  ],
  [
    'an encrypted one',
    () => makeDocument((document) => document.encrypt({ userPassword: 'a', ownerPassword: 'b' })),
    'unreadable-document',
    'It is encrypted.',
  ],
  [
    'one that is encrypted without a password',
    () => makeDocument((document) => document.encrypt({ ownerPassword: 'b' })),
    'unreadable-document',
    'It is encrypted.',
  ],
  [
    'a wrong startxref',
    () => replaced(/(?<=startxref\n)\d+/, '3'),
    'unreadable-document',
    'Its cross-reference table is not where it says.',
  ],
  ['no catalog', () => replaced('/Catalog', '/Katalog'), 'unreadable-document', 'It has no catalog.'],
  ['no pages', () => replaced(/\/Kids \[.*?\]/s, '/Kids [ ]'), 'unreadable-document', 'It has no pages.'],
  [
    'pages that are none',
    () => replaced('/Type /Pages', '/Type /Sages'),
    'unreadable-document',
    'Its structure is broken.',
  ],
  [
    'a form that is none',
    () => makeDocument(({ catalog }) => catalog.set(name('AcroForm'), PDFArray.withContext(catalog.context))),
    'unreadable-document',
    'Its structure is broken.',
  ],
  [
    'object numbers out of range',
    () => replaced(/\/Size \d+/, '/Size 9999999999'),
    'unreadable-document',
    'Its object numbers are too high.',
  ],
  [
    'a tree of pages that holds itself',
    () => makeDocument(inItself(1)),
    'unreadable-document',
    'Its structure is broken.',
  ],
  [
    'a tree of pages that grows without end',
    () => makeDocument(manyTimesOver),
    'unreadable-document',
    `Its pages are more than ${DOCUMENT_PAGES}, with their branches.`,
  ],
  [
    'a bomb',
    () => withStreams(`${OBJECT_STREAM} /Filter /FlateDecode`, bomb()),
    'unreadable-document',
    'It inflates to too much.',
  ],
  [
    'a bomb in a bomb',
    () => withStreams(`${OBJECT_STREAM} /Filter [/FlateDecode /FlateDecode]`, deflateSync(bomb())),
    'unreadable-document',
    'It inflates to too much.',
  ],
  [
    'many small bombs',
    () => {
      const small = deflateSync(Buffer.alloc(DOCUMENT_INFLATED_BYTES / 4, ' '));
      return withStreams(`${OBJECT_STREAM} /Filter /FlateDecode`, ...Array<Buffer>(5).fill(small));
    },
    'unreadable-document',
    'It inflates to too much.',
  ],
  [
    'a certified one that allows nothing',
    () => makeDocument(certified(1)),
    'document-locked',
    'An earlier signature allows no changes after it.',
  ],
  [
    'one that a signed field locks',
    () => makeDocument((document) => locked(document, PDFRef.of(9999))),
    'document-locked',
    'An earlier signature allows no changes after it.',
  ],
])('%s is refused for good, with the reason', async (_, make, kind, detail) => {
  const bytes = await make();
  const startedAt = performance.now();
  await expect(sign(bytes).then(() => 'signed')).rejects.toMatchObject({ kind, detail });
  // A gigabyte takes longer than that to inflate: it stopped at the bound.
  expect(performance.now() - startedAt).toBeLessThan(3_000);
});

test.each<[string, () => Promise<Buffer>]>([
  ['is certified and allows signatures', () => makeDocument(certified(2))],
  ['has a lock that nobody has closed yet', () => makeDocument(locked)],
  ['has a page that inflates to a gigabyte', () => withStreams('/Filter /FlateDecode', bomb())],
  [
    'has a cross-reference stream of two billion objects',
    () => withStreams('/Type /XRef /Size 9 /W [1 1 1] /Index [0 2000000000]', Buffer.alloc(3)),
  ],
])('a document that %s is signed', async (_, make) => {
  const bytes = await make();
  const startedAt = performance.now();
  expect(await verifies(readCms((await sign(bytes)).signed))).toBe(true);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});

test('a canceled run stops at its next step and writes nothing', async () => {
  const bytes = await classical();
  const steps: number[] = [];
  await sign(bytes, { onProgress: (done) => steps.push(done) });
  expect(steps.length).toBeGreaterThan(3);
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
  for (const [index, step] of steps.entries()) {
    const abort = new AbortController();
    const seen: number[] = [];
    const onProgress = (done: number) => {
      seen.push(done);
      if (done === step) abort.abort();
    };
    await expect(sign(bytes, { signal: abort.signal, onProgress })).rejects.toThrow(/aborted/);
    expect(seen).toEqual(steps.slice(0, index + 1));
  }
});

describe("the operator's certificate", () => {
  const DAY_MS = 86_400_000;
  const block = (text: string, label: string) =>
    new RegExp(`-----BEGIN ${label}[\\s\\S]*?END ${label}-----`).exec(text)![0];
  const keyOf = (text: string) => block(text, 'PRIVATE KEY');
  const certificateOf = (text: string) => block(text, 'CERTIFICATE');
  const encrypted = (text: string, type: 'pkcs8' | 'sec1') =>
    createPrivateKey(keyOf(text)).export({ type, format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' });

  test.each<[string, () => string | Promise<string>, string]>([
    ['an empty file', () => '', 'It holds no certificate.'],
    ['no certificate', () => keyOf(pem), 'It holds no certificate.'],
    [
      'a certificate that is none',
      () => pem.replace(/(?<=BEGIN CERTIFICATE-----\n).{20}/, 'AAAA'.repeat(5)),
      'One of its certificates cannot be read.',
    ],
    ['no key', () => certificateOf(pem), 'It holds no private key.'],
    [
      'a key that is none',
      () => `${certificateOf(pem)}\n-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----`,
      'Its private key cannot be read.',
    ],
    ['an encrypted key', () => `${certificateOf(pem)}\n${encrypted(pem, 'pkcs8')}`, 'Its private key is encrypted.'],
    [
      'a key encrypted in the old way',
      () => `${certificateOf(pem)}\n${encrypted(pem, 'sec1')}`,
      'Its private key is encrypted.',
    ],
    [
      'the key of another',
      async () => `${certificateOf(pem)}\n${keyOf(await issue(RSA))}`,
      'Its private key does not belong to its first certificate.',
    ],
    [
      'the chain upside down',
      () => `${authority.cert}\n${pem}`,
      'Its private key does not belong to its first certificate.',
    ],
    [
      'a certificate that has expired',
      () => issue(EC('P-256'), { until: new Date(Date.now() - DAY_MS) }),
      'Its certificate 1 expired at',
    ],
    [
      'a certificate from tomorrow',
      () => issue(EC('P-256'), { from: new Date(Date.now() + DAY_MS) }),
      'Its certificate 1 is not valid before',
    ],
    [
      'a short RSA key',
      () => issue({ ...RSA, modulusLength: 1024 } as KeyAlgorithm),
      'Its key is not RSA of at least 2048 bits, nor',
    ],
    ['another curve', () => issue(EC('P-521')), 'Its key is not RSA of at least 2048 bits, nor'],
    ['a key of another kind', () => issue({ name: 'Ed25519' }), 'Its key is not RSA of at least 2048 bits, nor'],
  ])('%s ends the job, with the reason and nothing of the key', async (_, make, reason) => {
    const text = await make();
    const error = await sign(await classical(), { credential: async () => text }).catch((error) => error);
    expect(error).toMatchObject({ kind: 'job-not-set-up', detail: expect.stringContaining(reason) });
    for (const line of text.split('\n').filter((line) => line.length > 3 && !line.startsWith('---')))
      expect(`${error.detail}`).not.toContain(line);
  });

  test('an authority that has expired makes its chain useless', async () => {
    const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);
    const text = await issue(EC('P-256'), { until: inDays(500) });
    expect(() => readSigner(text, inDays(300))).not.toThrow();
    expect(() => readSigner(text, inDays(400))).toThrow('Its certificate 2 expired at');
  });

  test('is made up for development: it signs for ten years, and says what it is', async () => {
    const made = await makeDevelopmentSigner();
    const certificate = new X509Certificate(made);
    expect(certificate.subject).toBe('CN=Waybill development signer');
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    // basicConstraints without cA; keyUsage with the two bits of signing and none besides; both critical
    expect(certificate.raw.toString('hex')).toContain('0603551d130101ff04023000');
    expect(certificate.raw.toString('hex')).toContain('0603551d0f0101ff0404030206c0');
    expect(certificate.validToDate.getTime() - Date.now()).toBeGreaterThan(3650 * DAY_MS);
    const { signed, details } = await sign(await classical(), { credential: async () => made });
    expect(details.signer).toBe('Waybill development signer');
    expect(await verifies(readCms(signed))).toBe(true);
  });

  test('is missing in production: the job ends, and a real process of jobs says so', async () => {
    const processes = startJobProcesses(1, () => {});
    atEnd(() => processes.stop());
    const outcome = await processes.run(
      {
        job: 'document-sign',
        request_id: '01a20134-ec04-766f-8d63-d4e3d870688c',
        tenantId: '01a20134-ec04-766f-8d63-d4e3d870688d',
        run_epoch: 1,
        checkpoint: null,
        input: { upload_id: 'upl_01k9w3tq7yfr0v5c8h2m4k6j9z' },
        uploadPath: null,
        filesDir: '/nonexistent',
        databaseUrl: 'postgres://127.0.0.1:1/none',
        credentialsDir: '/nonexistent',
        makesCredentials: false,
        allowedNetworks: [],
      },
      { signal: new AbortController().signal, onProgress: () => {} },
    );
    expect(outcome).toEqual({
      kind: 'problem',
      name: 'job-not-set-up',
      detail: expect.stringContaining('signing.pem'),
    });
  });
});

test('a process of jobs does not load the libraries of signing until it signs', () => {
  const program = `
    import { registerHooks } from 'node:module';
    registerHooks({ resolve(name, context, next) {
      if (/pdf-lib|pkijs|asn1js/.test(name)) console.log(name);
      return next(name, context);
    } });
    await import('./src/jobs/registry.ts');
  `;
  const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
  expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
});
