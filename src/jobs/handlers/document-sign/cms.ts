/**
 * The signature itself: CMS SignedData without its content, over the digest of a document.
 *
 * Promise: it is the one of PAdES B-B: signed attributes content-type, message-digest and signing-certificate-v2, and
 * no signing-time, which stands in the PDF.
 *
 * @see ETSI EN 319 142-1 §6.3, RFC 5652 §5, RFC 5035 §3
 */
import { createHash } from 'node:crypto';
import { ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import {
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';
import type { Signer } from './certificate.ts';

const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
/** Names of the issuer, attributes and framing, beside certificates and signature. */
const FRAME_BYTES = 1024;

/** @returns how many bytes to keep free for what `signCms` makes, at most */
export function cmsRoom({ chain, signatureBytes }: Signer): number {
  // The issuer's name stands in the certificate too, and is no longer than it.
  const certificates = chain.reduce((sum, { length }) => sum + length, chain[0]!.length);
  return certificates + signatureBytes + FRAME_BYTES;
}

/** @param digest  SHA-256 of what is signed */
export async function signCms({ chain, key }: Signer, digest: Buffer): Promise<Buffer> {
  const certificates = chain.map((der) => Certificate.fromBER(new Uint8Array(der)));
  const leaf = certificates[0]!;
  const signed = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: ContentInfo.DATA }),
    certificates,
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: leaf.issuer, serialNumber: leaf.serialNumber }),
        signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes: attributesOf(digest, chain[0]!) }),
      }),
    ],
  });
  await signed.sign(key, 0, 'SHA-256');
  const content = new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content: signed.toSchema(true) });
  return Buffer.from(content.toSchema().toBER());
}

/** In the order that DER gives a set: shorter first. */
function attributesOf(digest: Buffer, leaf: Buffer): Attribute[] {
  const certificate = new OctetString({ valueHex: createHash('sha256').update(leaf).digest() });
  // ESSCertIDv2 leaves SHA-256 out: it is the default.
  const signingCertificate = [new Sequence({ value: [new Sequence({ value: [certificate] })] })];
  return [
    new Attribute({ type: CONTENT_TYPE, values: [new ObjectIdentifier({ value: ContentInfo.DATA })] }),
    new Attribute({ type: MESSAGE_DIGEST, values: [new OctetString({ valueHex: digest })] }),
    new Attribute({ type: SIGNING_CERTIFICATE_V2, values: [new Sequence({ value: signingCertificate })] }),
  ];
}
