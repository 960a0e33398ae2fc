/** What was found out while compiling and is needed from the start: then it all begins anew. */
export class Facts {
  private readonly known = new Set<string>();
  private readonly elements = new Map<string, string>();
  /** Some were noted since the beginning. */
  isDirty = false;

  has(fact: string): boolean {
    return this.known.has(fact);
  }

  /** Notes a fact for the next time; this time goes on as it can, and is then thrown away. */
  note(fact: string): void {
    if (this.known.has(fact)) return;
    this.known.add(fact);
    this.isDirty = true;
  }

  /** Of what kind the elements of an array are, which is empty where it is made. */
  expected(site: string): string | undefined {
    return this.elements.get(site);
  }

  expect(site: string, elements: string): void {
    if (this.elements.has(site)) return;
    this.elements.set(site, elements);
    // Most arrays are written before they are read, and need not be known.
    if (this.isWaiting) this.isDirty = true;
  }

  /** Something was not known, and passed over. */
  isWaiting = false;
}
