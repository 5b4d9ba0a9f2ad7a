import type { Schema } from '../../api/client';

/** Where the light on the paper comes from: an arrow that points inwards from there. */
export function LightMark({ light }: { readonly light: Schema['Light'] }) {
  return (
    <svg className="light-mark" viewBox="-32 -32 64 64" aria-hidden="true">
      <circle r="30" fill="#fff" stroke="#15171c" />
      <g transform={`rotate(${light.azimuth})`} stroke="#15171c" strokeWidth="1.5" fill="none">
        <circle cx="19" r="4" fill="#15171c" />
        <path d="M12 0H-12M-6 -5L-12 0L-6 5" />
      </g>
    </svg>
  );
}
