/**
 * One form for a person's identifier, so that the same professional is known by it wherever it comes from: national identifiers
 * (PS_IdNat, table G08) are the RPPS number behind an 8, which Pro Santé Connect gives with it and headers often without.
 */
export function personKey(id: string): string {
  const plain = id.normalize('NFKC').trim().toLowerCase();
  return /^8\d{11}$/.test(plain) ? plain.slice(1) : plain;
}
