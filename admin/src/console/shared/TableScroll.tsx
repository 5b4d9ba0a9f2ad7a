import type { ReactNode } from 'react';

/** What may be wider than a phone: scrolled by touch and, once it has the focus, by keys. */
export function TableScroll({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="table-scroll" role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
