import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

/** Rows drawn at once: what a window holds, twice over. */
const STEP = 60;

/**
 * How many of `total` rows to draw now, and what to put after them: more are drawn when it comes near the window, so that a list of a thousand
 * costs no more than a list of sixty until it is read. `key` starts again from the top.
 */
export function useProgressive(total: number, key: string): readonly [shown: number, sentinel: (node: Element | null) => void] {
  const [drawn, setDrawn] = useState({ key, shown: STEP });
  const shown = drawn.key === key ? Math.min(drawn.shown, total) : Math.min(STEP, total);
  const observer = useRef<IntersectionObserver>();
  const latest = useRef(shown);
  latest.current = shown;
  useEffect(() => () => observer.current?.disconnect(), []);
  const sentinel = useCallback(
    (node: Element | null) => {
      observer.current?.disconnect();
      if (node === null) return;
      observer.current = new IntersectionObserver(
        (entries) => {
          if (entries.some(({ isIntersecting }) => isIntersecting)) setDrawn({ key, shown: latest.current + STEP });
        },
        { rootMargin: '600px' },
      );
      observer.current.observe(node);
    },
    [key, shown],
  );
  return [shown, sentinel];
}
