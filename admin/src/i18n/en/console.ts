/** Texts of the operator console. */
export const operators = {
  'console.title': 'Console',
  'console.menu': 'Menu',
  'console.dashboard': 'Dashboard',
  'console.jobs': 'Jobs',
  'console.base-images': 'Base images',
  'console.artworks': 'Artworks',
  'console.mappings': 'Mappings',
  'console.users': 'Users',
  'console.settings': 'Settings',
} as const;
