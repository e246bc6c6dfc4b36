import type { InputTable } from './input-table.ts';

const LF = 0x0a;

/** Remembers where blocks began, so that the physical line of any offset can be found again. */
export class LineMarks {
  private readonly offsets: number[] = [];
  private readonly lines: number[] = [];

  /** In order of offset. */
  mark(offset: number, line: number): void {
    this.offsets.push(offset);
    this.lines.push(line);
  }

  lineAt(table: InputTable, offset: number): number {
    let low = 0;
    let high = this.offsets.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.offsets[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const start = this.offsets[low] ?? 0;
    const before = table.input.readAt(start, offset - start);
    let line = this.lines[low] ?? 1;
    for (let at = before.indexOf(LF); at >= 0; at = before.indexOf(LF, at + 1)) line += 1;
    return line;
  }
}
