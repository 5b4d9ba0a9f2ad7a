/** How the print is looked at. */
export type EditorView = 'print' | 'compare' | 'model';

/** On a phone, the one group of controls that is shown. */
export type Group = 'paper' | 'place' | 'look';
