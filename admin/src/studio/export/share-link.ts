/** The public address of a finished print. */
export async function shareLink(mappingId: string): Promise<string> {
  return new URL(`/s/${mappingId}`, window.location.origin).href;
}
