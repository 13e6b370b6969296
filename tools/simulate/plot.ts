import type { StudyRow, Wall } from "./study";

const width = 860;
const height = 420;
const margin = { left: 64, right: 24, top: 40, bottom: 52 };
const colors = { p50: "#2563eb", p99: "#c2410c", wall: "#6b7280" };

/** Waits by number of workers as an SVG picture, both axes logarithmic, with a line where a shared part comes to its end. */
export function plotWaits(rows: readonly StudyRow[], walls: readonly Wall[]): string {
  const possible = rows.filter(({ wall }) => wall === null);
  const most = Math.max(...rows.map(({ machines }) => machines.workers));
  const x = scale([1, most], [margin.left, width - margin.right]);
  const seconds = possible.flatMap(({ wait }) => [wait.p50, wait.p99]).map(atLeast);
  const high = 10 ** Math.ceil(Math.log10(Math.max(...seconds)));
  const y = scale([0.01, high], [height - margin.bottom, margin.top]);
  const line = (name: "p50" | "p99") => {
    const points = possible.map(
      ({ machines, wait }) => `${round(x(machines.workers))},${round(y(atLeast(wait[name])))}`,
    );
    return `<polyline points="${points.join(" ")}" fill="none" stroke="${colors[name]}" stroke-width="2"/>`;
  };
  const ticks = [
    ...powersOfTen(1, most).map((value) => text(x(value), height - margin.bottom + 18, String(value), "middle")),
    ...powersOfTen(0.01, high).map((value) => text(margin.left - 8, y(value) + 4, `${value} s`, "end")),
  ];
  const shown = walls.filter(({ workers }) => workers >= 1 && workers <= most);
  const wallLines = shown.map(
    ({ station, workers }, index) =>
      `<line x1="${round(x(workers))}" y1="${margin.top}" x2="${round(x(workers))}" y2="${height - margin.bottom}" stroke="${colors.wall}" stroke-dasharray="5 4"/>` +
      text(x(workers) - 6, margin.top + 14 + index * 16, `${station}: ${workers} workers`, "end"),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12" role="img" aria-label="Seconds in line by number of workers">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...powersOfTen(0.01, high).map(
      (value) =>
        `<line x1="${margin.left}" y1="${round(y(value))}" x2="${width - margin.right}" y2="${round(y(value))}" stroke="#e5e7eb"/>`,
    ),
    ...ticks,
    line("p50"),
    line("p99"),
    ...wallLines,
    text(margin.left, 22, "Seconds in line", "start"),
    text(margin.left + 140, 22, "median", "start", colors.p50),
    text(margin.left + 200, 22, "99 of 100", "start", colors.p99),
    text(width / 2, height - 12, "workers", "middle"),
    "</svg>",
    "",
  ].join("\n");
}

/** A logarithmic axis has no zero. */
const atLeast = (seconds: number) => Math.max(0.01, seconds);
const round = (value: number) => value.toFixed(1);

function scale([from, to]: [number, number], [start, end]: [number, number]): (value: number) => number {
  const whole = Math.log10(to / from) || 1;
  return (value) => start + ((end - start) * Math.log10(value / from)) / whole;
}

function powersOfTen(from: number, to: number): number[] {
  const first = Math.round(Math.log10(from));
  const last = Math.floor(Math.log10(to) + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => Number((10 ** (first + index)).toPrecision(1)));
}

function text(x: number, y: number, content: string, anchor: "start" | "middle" | "end", fill = "#374151"): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" fill="${fill}">${content}</text>`;
}
