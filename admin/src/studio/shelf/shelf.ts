import type { ArtChoice, PaperChoice } from '../sources/choices';
import type { FileFault } from '../sources/local-files';

/** A file on its way to the server. */
export interface Sending {
  readonly key: string;
  readonly name: string;
  /** 0…1; 1 while the server looks at the file. */
  readonly fraction: number;
  readonly cancel: () => void;
}

/** Something that went wrong with one file; it stays until it is dismissed. */
export interface ShelfFault {
  readonly key: string;
  readonly fault: FileFault | { readonly code: 'UNREADABLE'; readonly name: string } | RefusedFault;
}

export interface RefusedFault {
  readonly code: 'REFUSED';
  readonly name: string;
  readonly detail: string;
}

/** What an artist can choose from. */
export interface Shelf {
  readonly artworks: readonly ArtChoice[];
  readonly papers: readonly PaperChoice[];
  readonly sending: readonly Sending[];
  readonly faults: readonly ShelfFault[];
  /** Papers in the making, by name. */
  readonly making: readonly string[];
  readonly loading: boolean;
  /** Why the server's artworks and papers are missing. */
  readonly problem: string | null;
}
