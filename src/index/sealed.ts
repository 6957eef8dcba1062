import { createHash } from 'node:crypto';
import { AppError } from '../errors.js';

const MAGIC = 'FRIX';
const PRINT = 32;

/**
 * One header (JSON) and blocks of bytes, closed by the SHA-256 of all that precedes: what an index is stored as.
 * Layout: "FRIX", uint32 header length (little endian), header, blocks one after the other, 32 bytes of SHA-256.
 */
export function seal(header: unknown, blocks: readonly Uint8Array[]): Uint8Array {
  const json = Buffer.from(JSON.stringify({ header, blocks: blocks.map((block) => block.byteLength) }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.byteLength);
  const body = Buffer.concat([Buffer.from(MAGIC, 'latin1'), length, json, ...blocks]);
  return Buffer.concat([body, createHash('sha256').update(body).digest()]);
}

/**
 * Opens what `seal` closed; nothing of it is interpreted before its print is checked.
 * @throws AppError FRS-IX-001 when a bit differs or a byte is missing.
 */
export function unseal(bytes: Uint8Array): { readonly header: unknown; readonly blocks: readonly Uint8Array[] } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const body = buffer.subarray(0, Math.max(0, buffer.byteLength - PRINT));
  const print = createHash('sha256').update(body).digest();
  if (body.byteLength < 8 || !print.equals(buffer.subarray(body.byteLength)) || body.toString('latin1', 0, 4) !== MAGIC) {
    throw new AppError('FRS-IX-001', { detail: 'empreinte' });
  }
  const end = 8 + body.readUInt32LE(4);
  const { header, blocks: lengths } = JSON.parse(body.toString('utf8', 8, end)) as { header: unknown; blocks: number[] };
  let from = end;
  const blocks = lengths.map((length) => body.subarray(from, (from += length)));
  if (from !== body.byteLength) throw new AppError('FRS-IX-001', { detail: 'longueur' });
  return { header, blocks };
}
