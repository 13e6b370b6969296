type Grid = { columns: number; count: number };

/** Where a key leads from the item `from` of a grid that is filled row by row; null for other keys and beyond its ends. */
export function moveInGrid(key: string, from: number, { columns, count }: Grid): number | null {
  const targets: Record<string, number> = {
    ArrowLeft: from - 1,
    ArrowRight: from + 1,
    ArrowUp: from - columns,
    ArrowDown: from + columns,
    Home: 0,
    End: count - 1,
  };
  const to = targets[key];
  if (to === undefined || to < 0 || to === from) return null;
  if (to < count) return to;
  // Below a short last row: its last item, unless that is where one stands.
  const lastRow = Math.floor((count - 1) / columns);
  return key === "ArrowDown" && Math.floor(from / columns) < lastRow ? count - 1 : null;
}
