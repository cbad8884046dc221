/** A signer for development, made up where the operator has given none. */
import { KeyObject, X509Certificate } from 'node:crypto';
import { BitString, Integer, Utf8String } from 'asn1js';
import {
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  Extension,
  id_BasicConstraints,
  id_KeyUsage,
} from 'pkijs';

const COMMON_NAME = '2.5.4.3';
/** digitalSignature and nonRepudiation, the first two bits. */
const KEY_USAGE = Uint8Array.of(0b1100_0000);
const VALID_YEARS = 10;

/** @returns PEM: a self-signed certificate and its key */
export async function makeDevelopmentSigner(): Promise<string> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const { privateKey, publicKey } = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = new Certificate();
  certificate.version = 2; // v3
  certificate.serialNumber = new Integer({ valueHex: crypto.getRandomValues(new Uint8Array(16)).fill(1, 0, 1).buffer });
  const name = new AttributeTypeAndValue({
    type: COMMON_NAME,
    value: new Utf8String({ value: 'Waybill development signer' }),
  });
  certificate.subject.typesAndValues.push(name);
  certificate.issuer.typesAndValues.push(name);
  certificate.notBefore.value = new Date(Date.now() - 60_000);
  certificate.notAfter.value = new Date();
  certificate.notAfter.value.setFullYear(certificate.notAfter.value.getFullYear() + VALID_YEARS);
  certificate.extensions = [
    new Extension({
      extnID: id_BasicConstraints,
      critical: true,
      extnValue: new BasicConstraints({ cA: false }).toSchema().toBER(),
    }),
    new Extension({
      extnID: id_KeyUsage,
      critical: true,
      extnValue: new BitString({ valueHex: KEY_USAGE.buffer, unusedBits: 6 }).toBER(),
    }),
  ];
  await certificate.subjectPublicKeyInfo.importKey(publicKey);
  await certificate.sign(privateKey, 'SHA-256');
  const key = KeyObject.from(privateKey).export({ type: 'pkcs8', format: 'pem' });
  return new X509Certificate(Buffer.from(certificate.toSchema(true).toBER())).toString() + key;
}
