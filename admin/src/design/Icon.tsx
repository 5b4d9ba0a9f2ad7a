import type { LucideIcon } from 'lucide-react';
import { memo } from 'react';

interface IconProps {
  readonly of: LucideIcon;
  /** Pixels. */
  readonly size?: number;
}

/** An icon beside a word; square ends, as a cutter leaves them. */
export const Icon = memo(({ of: Drawing, size = 18 }: IconProps) => (
  <Drawing className="i" size={size} strokeWidth={1.5} strokeLinecap="square" strokeLinejoin="miter" aria-hidden />
));
Icon.displayName = 'Icon';
