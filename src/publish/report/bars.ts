import { escapeHtml } from './html.ts';

/** One bar of a chart, in units of the chart's whole. */
export interface Bar {
  readonly label: string;
  readonly value: string;
  /** Length of the pale part, from the left. */
  readonly pale: number;
  /** The strong part. */
  readonly from: number;
  readonly length: number;
  readonly tone: 'plain' | 'review' | 'notice';
}

export interface Chart {
  readonly id: string;
  readonly title: string;
  readonly desc: string;
}

const ROW_PX = 36;
const LABEL_CHARACTERS = 36;
/** A count above nothing must be seen, however small its share. */
const LEAST_PERCENT = 0.4;

/** Horizontal bars under their labels; positions in percent, so that text keeps its size on any width. */
export function renderBars(chart: Chart, bars: readonly Bar[], whole: number): string {
  const rows = bars.map((bar, at) => renderBar(bar, at * ROW_PX, whole));
  return openChart(chart, bars.length * ROW_PX) + rows.join('\n') + CLOSE;
}

/** The head of a chart with its text alternatives. */
export function openChart({ id, title, desc }: Chart, height: number): string {
  return `<svg role="img" aria-labelledby="${id}-title ${id}-desc" width="100%" height="${height}">
<title id="${id}-title">${escapeHtml(title)}</title>
<desc id="${id}-desc">${escapeHtml(desc)}</desc>
`;
}

export const CLOSE = '\n</svg>';

export function percent(part: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.round((part / whole) * 1e4) / 100}%`;
}

function renderBar({ label, value, pale, from, length, tone }: Bar, y: number, whole: number) {
  const shown = length === 0 ? 0 : Math.max(length, (whole * LEAST_PERCENT) / 100);
  const start = Math.min(from, whole - shown);
  return `<text x="0" y="${y + 14}">${escapeHtml(shorten(label))}</text><text x="100%" y="${y + 14}" text-anchor="end" class="value">${escapeHtml(value)}</text>
<rect class="pale" x="0" y="${y + 20}" width="${percent(pale, whole)}" height="8"/><rect class="${tone}" x="${percent(start, whole)}" y="${y + 20}" width="${percent(shown, whole)}" height="8"/>`;
}

/** The table beside the chart holds the whole label. */
function shorten(label: string): string {
  const signs = [...label];
  return signs.length <= LABEL_CHARACTERS
    ? label
    : `${signs.slice(0, LABEL_CHARACTERS - 1).join('')}…`;
}
