/**
 * Puts text on the clipboard. Pages that did not come by HTTPS lack the clipboard's own interface, but not yet the command of
 * the time before it.
 * @throws Error where the browser refuses both
 */
export async function copyText(text: string): Promise<void> {
  // Absent there, whatever its type says.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard) return clipboard.writeText(text);
  const give = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  };
  document.addEventListener('copy', give);
  try {
    if (!document.execCommand('copy')) throw new Error('The browser does not let this page copy.');
  } finally {
    document.removeEventListener('copy', give);
  }
}
