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
