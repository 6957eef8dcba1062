import { deflateRawSync, inflateRawSync } from 'node:zlib';

const [PLAIN, DEFLATED] = [0, 1];
/** Below this, bytes, a header would eat the gain. */
const SMALL = 256;

/** Makes bytes smaller before they are sealed, where that gains anything: ciphertext compresses no more. First byte: how it was done. */
export function pack(bytes: Uint8Array): Buffer {
  const small = bytes.length < SMALL ? undefined : deflateRawSync(bytes, { level: 1 });
  if (small === undefined || small.length >= bytes.length) return Buffer.concat([Buffer.of(PLAIN), bytes]);
  return Buffer.concat([Buffer.of(DEFLATED), small]);
}

/** Undoes `pack`. */
export function unpack(packed: Uint8Array): Buffer {
  const body = Buffer.from(packed.buffer, packed.byteOffset + 1, packed.length - 1);
  return packed[0] === DEFLATED ? inflateRawSync(body) : body;
}
