/** What went wrong, told at once to who cannot see it; nothing where nothing did. */
export function Problem({ text }: { readonly text: string | null | undefined }) {
  if (!text) return null;
  return (
    <p className="problem" role="alert">
      {text}
    </p>
  );
}
