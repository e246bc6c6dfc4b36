// Loaded before the program: its wall clock is `CLOCK_SHIFT_MS` off, or jumps about with every look.
const shift = Number(process.env.CLOCK_SHIFT_MS ?? 0);
const jump = Number(process.env.CLOCK_JUMP_MS ?? 0);
const Real = Date;
let looks = 0;

function now() {
  looks += 1;
  return Real.now() + shift + (looks % 2 === 0 ? jump : -jump);
}

globalThis.Date = class extends Real {
  constructor(...parts) {
    if (parts.length === 0) super(now());
    else super(...parts);
  }

  static now() {
    return now();
  }
};
