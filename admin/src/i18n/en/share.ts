/** Texts of the page behind a public link. */
export const share = {
  'share.title': 'Shared print',
  'share.untitled': 'A print',
  'share.own': 'Print your own',
  'share.paper': 'Paper',
  'share.size': 'Size',
  'share.made': 'Made',
  'share.pixels': '%{width} × %{height} px',
  'share.download': 'Open the picture, %{pixels} px',
  'share.copy': 'Copy link',
  'share.copied': 'Copied',
  'share.withdraw': 'The artist made this link public and can withdraw it at any time.',
  'share.opening': 'Opening the print',
} as const;
