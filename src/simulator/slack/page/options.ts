/** What the page shows besides the workspace itself. */
export interface PageOptions {
  /** A line above the messages, with what to type first. */
  readonly banner?: { readonly text: string; readonly command?: string };
  /** Addresses worth having at hand: the other parts of a demo. */
  readonly links?: readonly { readonly label: string; readonly url: string }[];
  /** What the composer offers when somebody types a slash. */
  readonly commands?: readonly {
    readonly line: string;
    readonly hint?: string;
    readonly about: string;
  }[];
  /** Who looks at the page at first, by handle; the first member, unless given. */
  readonly person?: string;
}
