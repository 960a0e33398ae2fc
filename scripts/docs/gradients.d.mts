/** What stands in a document between `<!-- NAME -->` and `<!-- end of NAME -->`. */
export function section(document: string, name: string): string;
/** The document with another such section. */
export function withSection(document: string, name: string, body: string): string;
/** The table of the corpus, from what was recorded of each file and the file's first line. */
export function corpusTable(
  recorded: Record<
    string,
    { rung: string; declined?: string; toTape?: number; toDifferences: number }
  >,
  textOf: (file: string) => string,
): string;
