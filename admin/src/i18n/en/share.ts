export const share = {
  'share.title': 'Shared print',
} as const;
