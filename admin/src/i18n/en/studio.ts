export const studio = {
  'studio.title': 'Studio',
  'studio.opening': 'Your artwork, printed on paper that has been folded, carried and kept.',
} as const;
