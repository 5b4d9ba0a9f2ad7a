import { type RefObject, useLayoutEffect } from 'react';

/**
 * Where an element goes that holds the focus, another takes it: it would fall to nothing otherwise.
 *
 * @param heirOf is asked while the element is still in the page; does not change
 */
export function useFocusHandedOn(
  going: RefObject<HTMLElement | null>,
  heirOf: (going: HTMLElement) => HTMLElement | null | undefined,
): void {
  useLayoutEffect(() => {
    const element = going.current!;
    return () => {
      if (element.contains(document.activeElement)) heirOf(element)?.focus();
    };
  }, [going, heirOf]);
}
