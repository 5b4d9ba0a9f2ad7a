const PATCHES = 7;

interface ControlStripProps {
  /** What is under way, in words. */
  readonly label: string;
  /** 0…1; left out where nobody knows. */
  readonly fraction?: number;
}

/** Progress as a printer's control strip: seven patches, with the step named beside them. */
export function ControlStrip({ label, fraction }: ControlStripProps) {
  const known = fraction === undefined ? {} : { 'aria-valuenow': Math.round(fraction * 100) };
  return (
    <div className="control-strip">
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        className={fraction === undefined ? 'patches unknown' : 'patches'}
        {...known}
      >
        {Array.from({ length: PATCHES }, (_, index) => (
          <i key={index} style={{ '--done': filled(fraction, index) } as React.CSSProperties} />
        ))}
      </div>
      <span className="cap">{label}</span>
    </div>
  );
}

/** How much of a patch is done, as a percentage. */
function filled(fraction: number | undefined, index: number): string {
  return `${Math.min(1, Math.max(0, (fraction ?? 0) * PATCHES - index)) * 100}%`;
}
