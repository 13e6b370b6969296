/** Where a slider from 0 to 100 goes when a key is pressed; null for any other key. */
export function nextSliderPosition(position: number, key: string): number | null {
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return clampPosition(position + 2);
    case "ArrowLeft":
    case "ArrowDown":
      return clampPosition(position - 2);
    case "PageUp":
      return clampPosition(position + 10);
    case "PageDown":
      return clampPosition(position - 10);
    case "Home":
      return 0;
    case "End":
      return 100;
    default:
      return null;
  }
}

/** The position of a pointer inside a box, in percent of its width. */
export const pointerSliderPosition = (clientX: number, box: { left: number; width: number }): number =>
  box.width > 0 ? clampPosition(((clientX - box.left) / box.width) * 100) : 50;

const clampPosition = (value: number) => Math.min(100, Math.max(0, value));

/** How far the pictures lie from the edges of their box. Nothing, unless an element around says otherwise. */
export const insets = {
  left: "var(--compare-left, 0px)",
  top: "var(--compare-top, 0px)",
  right: "var(--compare-right, 0px)",
  bottom: "var(--compare-bottom, 0px)",
} as const;

/** The CSS length from the left edge of the box to a position from 0 to 100 between the pictures' own edges. */
export const edgeAt = (position: number): string =>
  `(${insets.left} + (100% - ${insets.left} - ${insets.right}) * ${position / 100})`;
