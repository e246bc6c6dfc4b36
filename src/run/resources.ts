/** What a run must free, in whatever way it ends: in reverse order, the first error is kept. */
export class Resources {
  private readonly frees: (() => void | Promise<void>)[] = [];

  defer(free: () => void | Promise<void>): void {
    this.frees.push(free);
  }

  async free(): Promise<void> {
    const errors: unknown[] = [];
    for (const free of this.frees.splice(0).reverse()) {
      try {
        await free();
      } catch (error: unknown) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }
}
