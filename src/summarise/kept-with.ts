/** As it is, and as another reader sees it. */
const KEPT = 2;

/** What was made of `parts`, kept with its anchor and gone with it; made again where they are others. `parts` are kept: nothing larger may hang on them. */
export function keptWith<M, V>(isSame: (before: M, now: M) => boolean): (anchor: object | undefined, parts: M, make: () => V) => V {
  const kept = new WeakMap<object, readonly { readonly parts: M; readonly value: V }[]>();
  return (anchor, parts, make) => {
    if (anchor === undefined) return make();
    const known = kept.get(anchor) ?? [];
    const before = known.find((one) => isSame(one.parts, parts));
    if (before !== undefined) return before.value;
    const value = make();
    kept.set(anchor, [{ parts, value }, ...known].slice(0, KEPT));
    return value;
  };
}

/** The very same things, in the same order. */
export const sameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, place) => one === b[place]);
