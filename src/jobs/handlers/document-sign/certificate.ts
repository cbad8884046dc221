/**
 * The operator's certificate and key, from one PEM file: the chain with the signer's own certificate first, and the
 * private key (PKCS#8, unencrypted).
 *
 * Promise: what cannot make a valid signature is refused before anything is signed, with a reason that gives nothing of
 * the key away.
 */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { problem } from '../../../contract/problems.ts';

export interface Signer {
  /** The common name of the certificate's subject. */
  name: string;
  /** Of the certificate in DER, in hex. */
  sha256: string;
  /** In DER; the signer's own is the first. */
  chain: Buffer[];
  key: CryptoKey;
  /** The most that a signature of the key takes. */
  signatureBytes: number;
}

const RSA_LEAST_BITS = 2048;
const CURVES: Record<string, { namedCurve: string; signatureBytes: number }> = {
  prime256v1: { namedCurve: 'P-256', signatureBytes: 72 },
  secp384r1: { namedCurve: 'P-384', signatureBytes: 104 },
};
const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
const PEM_KEY = /-----BEGIN ([A-Z0-9 ]*)PRIVATE KEY-----[\s\S]*?-----END \1PRIVATE KEY-----/;

/** @throws Problem job-not-set-up */
export function readSigner(pem: string, now = new Date()): Signer {
  const certificates = readCertificates(pem);
  const leaf = certificates[0];
  if (!leaf) throw refused('It holds no certificate.');
  const privateKey = readKey(pem);
  if (!leaf.checkPrivateKey(privateKey)) throw refused('Its private key does not belong to its first certificate.');
  for (const [index, { validFromDate, validToDate }] of certificates.entries()) {
    if (now < validFromDate)
      throw refused(`Its certificate ${index + 1} is not valid before ${validFromDate.toISOString()}.`);
    if (now > validToDate) throw refused(`Its certificate ${index + 1} expired at ${validToDate.toISOString()}.`);
  }
  const [commonName] = [leaf.toLegacyObject().subject.CN].flat();
  return {
    name: (commonName ?? leaf.subject.replaceAll('\n', ', ')).slice(0, 256),
    sha256: leaf.fingerprint256.replaceAll(':', '').toLowerCase(),
    chain: certificates.map(({ raw }) => raw),
    ...algorithmOf(privateKey),
  };
}

function readCertificates(pem: string): X509Certificate[] {
  try {
    return (pem.match(PEM_CERTIFICATE) ?? []).map((block) => new X509Certificate(block));
  } catch (error) {
    throw refused('One of its certificates cannot be read.', error);
  }
}

function readKey(pem: string): KeyObject {
  const [block] = pem.match(PEM_KEY) ?? [];
  if (!block) throw refused('It holds no private key.');
  if (block.includes('ENCRYPTED')) throw refused('Its private key is encrypted.');
  try {
    return createPrivateKey(block);
  } catch (error) {
    throw refused('Its private key cannot be read.', error);
  }
}

function algorithmOf(key: KeyObject): Pick<Signer, 'key' | 'signatureBytes'> {
  const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'rsa' && modulusLength >= RSA_LEAST_BITS) {
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
    return {
      key: key.toCryptoKey(algorithm, false, ['sign']) as CryptoKey,
      signatureBytes: Math.ceil(modulusLength / 8),
    };
  }
  const curve = key.asymmetricKeyType === 'ec' && CURVES[namedCurve];
  if (!curve) throw refused(`Its key is not RSA of at least ${RSA_LEAST_BITS} bits, nor on the curve P-256 or P-384.`);
  const algorithm = { name: 'ECDSA', namedCurve: curve.namedCurve };
  return { key: key.toCryptoKey(algorithm, false, ['sign']) as CryptoKey, signatureBytes: curve.signatureBytes };
}

const refused = (reason: string, cause?: unknown) =>
  problem('job-not-set-up', { detail: `The operator's signing.pem cannot be used. ${reason}`, cause });
