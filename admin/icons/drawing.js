import { SvgIcon } from '@mui/material';
import { createElement, forwardRef } from 'react';

/** A drawing by Lucide as a component that takes what icons of Material UI take: `fontSize`, `color`, `sx`. */
export function icon(drawing) {
  const Icon = forwardRef(function Icon({ sx, ...props }, ref) {
    // Lucide draws with strokes, Material UI fills.
    const strokes = { fill: 'none', ...sx };
    return createElement(SvgIcon, { ref, component: drawing, inheritViewBox: true, ...props, sx: strokes });
  });
  Icon.muiName = 'SvgIcon';
  return Icon;
}
