const seen = new WeakSet<Element>();

/** Brings what is chosen into its list's sight, once, when it comes to be chosen. */
export function scrollIntoSight(element: HTMLElement | null): void {
  if (!element || seen.has(element)) return;
  seen.add(element);
  element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
