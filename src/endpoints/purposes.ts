/** What the ciphertexts of an endpoint are bound to: whoever writes, reads or re-encrypts one needs the same words. */

export const secretPurpose = (keyId: string) => `endpoint secret ${keyId}`;

export const headersPurpose = (endpointId: string) => `endpoint headers ${endpointId}`;
