import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { plural } from '../format.js';
import { openLines } from './balance.js';

interface Props<T> {
  readonly id: string;
  readonly title: string;
  readonly items: readonly T[];
  /** Lines shown before the rest is folded: a doctor has five minutes. */
  readonly shown?: number;
  /** Lines that are folded wherever they stand. */
  readonly isMinor?: (item: T) => boolean;
  readonly empty: string;
  /** Said beside the title in place of the count. */
  readonly note?: string;
  readonly children: (item: T) => ComponentChildren;
}

/** A titled list, what matters first and the rest one key away. */
export function Card<T>({ id, title, items, shown, isMinor, empty, note, children }: Props<T>) {
  const [open, setOpen] = useState(false);
  const first = openLines(items, shown, isMinor);
  const rest = items.filter((item) => !first.includes(item));
  return (
    <section class="card" id={id}>
      <h2>
        {title} {(note !== undefined || items.length > 0) && <span class="count">{note ?? items.length}</span>}
      </h2>
      {items.length === 0 ? <p class="empty">{empty}</p> : <ul>{first.map(children)}</ul>}
      {rest.length > 0 && (
        <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{plural(rest.length, 'autre ligne', 'autres lignes')}</summary>
          {open && <ul>{rest.map(children)}</ul>}
        </details>
      )}
    </section>
  );
}
