/** What may differ between two runs of the same code on the same dossiers. */
const TIME = new Set(['times']);

/** Paths at which two results differ, time aside: `v01.figures.recall3: 0.9 ≠ 0.8`. */
export function differences(first: unknown, second: unknown, path = ''): string[] {
  if (Object.is(first, second)) return [];
  if (typeof first !== 'object' || typeof second !== 'object' || first === null || second === null)
    return [`${path}: ${JSON.stringify(first) ?? 'absent'} ≠ ${JSON.stringify(second) ?? 'absent'}`];
  const [a, b] = [first, second] as [Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>];
  const name = (key: string): string => {
    const { id } = (a[key] ?? {}) as { readonly id?: unknown };
    return [path, typeof id === 'string' ? id : key].filter((part) => part !== '').join('.');
  };
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .filter((key) => !TIME.has(key))
    .flatMap((key) => differences(a[key], b[key], name(key)));
}
