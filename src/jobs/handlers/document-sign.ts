/**
 * document-sign: a PAdES baseline signature (B-B) of the operator's, added to an uploaded PDF.
 *
 * Promise: the uploaded bytes stand unchanged at the beginning of the result and the signature covers the whole of it,
 * so it is valid beside those that were there before. The signature is invisible: no page looks different.
 */
import type { JobHandler } from '../context.ts';
import { readSigner } from './document-sign/certificate.ts';

export const documentSign: JobHandler<'document-sign'> = async ({ input, files, credential, signal, progress }) => {
  // Every process of jobs loads this file; the libraries behind it take a quarter of a second.
  const signer = readSigner(
    await credential('signing.pem', async () => {
      const { makeDevelopmentSigner } = await import('./document-sign/development-signer.ts');
      return makeDevelopmentSigner();
    }),
  );
  const upload = await files.readUpload();
  const [{ openDocument }, { prepareSignature }, { cmsRoom, signCms }] = await Promise.all([
    import('./document-sign/document.ts'),
    import('./document-sign/increment.ts'),
    import('./document-sign/cms.ts'),
  ]);
  progress(0.1);

  signal.throwIfAborted();
  const document = await openDocument(upload);
  progress(0.5);

  signal.throwIfAborted();
  const signedAt = new Date(Math.floor(Date.now() / 1000) * 1000); // a PDF's dates have whole seconds
  const prepared = await prepareSignature(document, { ...input, signedAt }, cmsRoom(signer));
  progress(0.7);

  signal.throwIfAborted();
  prepared.insert(await signCms(signer, prepared.digest()));
  progress(0.9);

  signal.throwIfAborted();
  const result = await files.writeResult(prepared.bytes, 'application/pdf');
  return {
    result,
    details: {
      media_type: result.media_type,
      size: result.size,
      page_count: document.pageCount,
      signed_at: signedAt.toISOString(),
      signer: signer.name,
      certificate_sha256: signer.sha256,
    },
  };
};
