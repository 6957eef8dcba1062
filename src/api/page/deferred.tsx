import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A part of the page that comes when it is first asked for, or once the rest stands: it is no part of the first view's weight. */
export function deferred<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> & { readonly preload: () => void } {
  let loaded: ComponentType<P> | undefined;
  let pending: Promise<ComponentType<P>> | undefined;
  const fetchOnce = (): Promise<ComponentType<P>> => (pending ??= load().then((component) => (loaded = component)));
  const Deferred = (props: P) => {
    const [, arrived] = useState(loaded !== undefined);
    useEffect(() => {
      if (loaded === undefined) void fetchOnce().then(() => arrived(true));
    }, []);
    const Component = loaded;
    return Component === undefined ? <p class="waiting">Un instant…</p> : <Component {...props} />;
  };
  return Object.assign(Deferred, { preload: () => void fetchOnce() });
}
